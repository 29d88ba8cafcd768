/**
 */
package org.loupe.model;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Image Set</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * Images that belong together: where they lie, how test and reference are paired, and how they were taken where the files do not say so. The images themselves are found anew for each run.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.ImageSet#getRoot <em>Root</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getPattern <em>Pattern</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getReference <em>Reference</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getPairing <em>Pairing</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getTruth <em>Truth</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getUmPerPx <em>Um Per Px</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getLayer <em>Layer</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getMode <em>Mode</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getMagnification <em>Magnification</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getExposureMs <em>Exposure Ms</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getLayout <em>Layout</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#isExamples <em>Examples</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getLot <em>Lot</em>}</li>
 *   <li>{@link org.loupe.model.ImageSet#getWafer <em>Wafer</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getImageSet()
 * @model
 * @generated
 */
public interface ImageSet extends Named {
	/**
	 * Returns the value of the '<em><b>Root</b></em>' attribute.
	 * The default value is <code>"images"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Folder or file of the images, relative to the project folder or absolute.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Root</em>' attribute.
	 * @see #setRoot(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Root()
	 * @model default="images"
	 * @generated
	 */
	String getRoot();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getRoot <em>Root</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Root</em>' attribute.
	 * @see #getRoot()
	 * @generated
	 */
	void setRoot(String value);

	/**
	 * Returns the value of the '<em><b>Pattern</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Which files of the folder, as a glob on file names such as "*_test.png"; empty for all of known formats.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Pattern</em>' attribute.
	 * @see #setPattern(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Pattern()
	 * @model default=""
	 * @generated
	 */
	String getPattern();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getPattern <em>Pattern</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Pattern</em>' attribute.
	 * @see #getPattern()
	 * @generated
	 */
	void setPattern(String value);

	/**
	 * Returns the value of the '<em><b>Reference</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Golden image, or folder of golden images of the same names, relative to the project folder or absolute; empty where names alone tell or there is none.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Reference</em>' attribute.
	 * @see #setReference(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Reference()
	 * @model default=""
	 * @generated
	 */
	String getReference();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getReference <em>Reference</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Reference</em>' attribute.
	 * @see #getReference()
	 * @generated
	 */
	void setReference(String value);

	/**
	 * Returns the value of the '<em><b>Pairing</b></em>' attribute.
	 * The default value is <code>"auto"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How test and reference are told by their names: "auto", "none", or a pair of suffixes such as "_test=_temp".
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Pairing</em>' attribute.
	 * @see #setPairing(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Pairing()
	 * @model default="auto"
	 * @generated
	 */
	String getPairing();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getPairing <em>Pairing</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Pairing</em>' attribute.
	 * @see #getPairing()
	 * @generated
	 */
	void setPairing(String value);

	/**
	 * Returns the value of the '<em><b>Truth</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * File or folder of the true defects, for evaluation, relative to the project folder or absolute; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Truth</em>' attribute.
	 * @see #setTruth(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Truth()
	 * @model default=""
	 * @generated
	 */
	String getTruth();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getTruth <em>Truth</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Truth</em>' attribute.
	 * @see #getTruth()
	 * @generated
	 */
	void setTruth(String value);

	/**
	 * Returns the value of the '<em><b>Um Per Px</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Micrometres that one pixel covers where the file does not say so; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Um Per Px</em>' attribute.
	 * @see #setUmPerPx(double)
	 * @see org.loupe.model.LoupePackage#getImageSet_UmPerPx()
	 * @model default="0"
	 * @generated
	 */
	double getUmPerPx();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getUmPerPx <em>Um Per Px</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Um Per Px</em>' attribute.
	 * @see #getUmPerPx()
	 * @generated
	 */
	void setUmPerPx(double value);

	/**
	 * Returns the value of the '<em><b>Layer</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Process layer; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Layer</em>' attribute.
	 * @see #setLayer(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Layer()
	 * @model default=""
	 * @generated
	 */
	String getLayer();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getLayer <em>Layer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Layer</em>' attribute.
	 * @see #getLayer()
	 * @generated
	 */
	void setLayer(String value);

	/**
	 * Returns the value of the '<em><b>Mode</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Imaging mode, such as "BF", "DF", "DIC" or "SEM"; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Mode</em>' attribute.
	 * @see #setMode(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Mode()
	 * @model default=""
	 * @generated
	 */
	String getMode();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getMode <em>Mode</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Mode</em>' attribute.
	 * @see #getMode()
	 * @generated
	 */
	void setMode(String value);

	/**
	 * Returns the value of the '<em><b>Magnification</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Such as 50 for 50 times; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Magnification</em>' attribute.
	 * @see #setMagnification(double)
	 * @see org.loupe.model.LoupePackage#getImageSet_Magnification()
	 * @model default="0"
	 * @generated
	 */
	double getMagnification();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getMagnification <em>Magnification</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Magnification</em>' attribute.
	 * @see #getMagnification()
	 * @generated
	 */
	void setMagnification(double value);

	/**
	 * Returns the value of the '<em><b>Exposure Ms</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Exposure in ms; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Exposure Ms</em>' attribute.
	 * @see #setExposureMs(double)
	 * @see org.loupe.model.LoupePackage#getImageSet_ExposureMs()
	 * @model default="0"
	 * @generated
	 */
	double getExposureMs();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getExposureMs <em>Exposure Ms</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Exposure Ms</em>' attribute.
	 * @see #getExposureMs()
	 * @generated
	 */
	void setExposureMs(double value);

	/**
	 * Returns the value of the '<em><b>Layout</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How dies or boards repeat on these images, if they do.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Layout</em>' reference.
	 * @see #setLayout(Layout)
	 * @see org.loupe.model.LoupePackage#getImageSet_Layout()
	 * @model resolveProxies="false"
	 * @generated
	 */
	Layout getLayout();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getLayout <em>Layout</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Layout</em>' reference.
	 * @see #getLayout()
	 * @generated
	 */
	void setLayout(Layout value);

	/**
	 * Returns the value of the '<em><b>Examples</b></em>' attribute.
	 * The default value is <code>"false"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Whether it is the set of all examples, over all iterations: copies of images, kept in a folder of this project.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Examples</em>' attribute.
	 * @see #setExamples(boolean)
	 * @see org.loupe.model.LoupePackage#getImageSet_Examples()
	 * @model default="false"
	 * @generated
	 */
	boolean isExamples();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#isExamples <em>Examples</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Examples</em>' attribute.
	 * @see #isExamples()
	 * @generated
	 */
	void setExamples(boolean value);

	/**
	 * Returns the value of the '<em><b>Lot</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Lot that its images were taken of; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Lot</em>' attribute.
	 * @see #setLot(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Lot()
	 * @model default=""
	 * @generated
	 */
	String getLot();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getLot <em>Lot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Lot</em>' attribute.
	 * @see #getLot()
	 * @generated
	 */
	void setLot(String value);

	/**
	 * Returns the value of the '<em><b>Wafer</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Wafer or board that its images were taken of; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Wafer</em>' attribute.
	 * @see #setWafer(String)
	 * @see org.loupe.model.LoupePackage#getImageSet_Wafer()
	 * @model default=""
	 * @generated
	 */
	String getWafer();

	/**
	 * Sets the value of the '{@link org.loupe.model.ImageSet#getWafer <em>Wafer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Wafer</em>' attribute.
	 * @see #getWafer()
	 * @generated
	 */
	void setWafer(String value);

} // ImageSet
