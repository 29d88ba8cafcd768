/**
 */
package org.loupe.model;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Wafer Entry</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A wafer that was imported: the file that tells of it, kept as it came, and what it is called. Its dies and defects stay in that file.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.WaferEntry#getFile <em>File</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getSource <em>Source</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getIndex <em>Index</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getLot <em>Lot</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getWafer <em>Wafer</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getSlot <em>Slot</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getStep <em>Step</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getDefects <em>Defects</em>}</li>
 *   <li>{@link org.loupe.model.WaferEntry#getImageSet <em>Image Set</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getWaferEntry()
 * @model
 * @generated
 */
public interface WaferEntry extends Named {
	/**
	 * Returns the value of the '<em><b>File</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * File that tells of it, a copy relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>File</em>' attribute.
	 * @see #setFile(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_File()
	 * @model default=""
	 * @generated
	 */
	String getFile();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getFile <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>File</em>' attribute.
	 * @see #getFile()
	 * @generated
	 */
	void setFile(String value);

	/**
	 * Returns the value of the '<em><b>Source</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Where the file was imported from; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Source</em>' attribute.
	 * @see #setSource(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Source()
	 * @model default=""
	 * @generated
	 */
	String getSource();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getSource <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Source</em>' attribute.
	 * @see #getSource()
	 * @generated
	 */
	void setSource(String value);

	/**
	 * Returns the value of the '<em><b>Index</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Which of the wafers of that file it is, from 0.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Index</em>' attribute.
	 * @see #setIndex(int)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Index()
	 * @model default="0"
	 * @generated
	 */
	int getIndex();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getIndex <em>Index</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Index</em>' attribute.
	 * @see #getIndex()
	 * @generated
	 */
	void setIndex(int value);

	/**
	 * Returns the value of the '<em><b>Sha256</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Hash of the file as it was imported.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Sha256</em>' attribute.
	 * @see #setSha256(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Sha256()
	 * @model default=""
	 * @generated
	 */
	String getSha256();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getSha256 <em>Sha256</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Sha256</em>' attribute.
	 * @see #getSha256()
	 * @generated
	 */
	void setSha256(String value);

	/**
	 * Returns the value of the '<em><b>Lot</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Lot that it belongs to; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Lot</em>' attribute.
	 * @see #setLot(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Lot()
	 * @model default=""
	 * @generated
	 */
	String getLot();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getLot <em>Lot</em>}' attribute.
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
	 * Its name within the lot; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Wafer</em>' attribute.
	 * @see #setWafer(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Wafer()
	 * @model default=""
	 * @generated
	 */
	String getWafer();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getWafer <em>Wafer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Wafer</em>' attribute.
	 * @see #getWafer()
	 * @generated
	 */
	void setWafer(String value);

	/**
	 * Returns the value of the '<em><b>Slot</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Slot of the cassette, from 1; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Slot</em>' attribute.
	 * @see #setSlot(int)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Slot()
	 * @model default="0"
	 * @generated
	 */
	int getSlot();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getSlot <em>Slot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Slot</em>' attribute.
	 * @see #getSlot()
	 * @generated
	 */
	void setSlot(int value);

	/**
	 * Returns the value of the '<em><b>Step</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Step of the process after which it was inspected; empty if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Step</em>' attribute.
	 * @see #setStep(String)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Step()
	 * @model default=""
	 * @generated
	 */
	String getStep();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getStep <em>Step</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Step</em>' attribute.
	 * @see #getStep()
	 * @generated
	 */
	void setStep(String value);

	/**
	 * Returns the value of the '<em><b>Defects</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of its defects.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Defects</em>' attribute.
	 * @see #setDefects(int)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_Defects()
	 * @model default="0"
	 * @generated
	 */
	int getDefects();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getDefects <em>Defects</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Defects</em>' attribute.
	 * @see #getDefects()
	 * @generated
	 */
	void setDefects(int value);

	/**
	 * Returns the value of the '<em><b>Image Set</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The images of its defects or dies, if there are any.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Image Set</em>' reference.
	 * @see #setImageSet(ImageSet)
	 * @see org.loupe.model.LoupePackage#getWaferEntry_ImageSet()
	 * @model resolveProxies="false"
	 * @generated
	 */
	ImageSet getImageSet();

	/**
	 * Sets the value of the '{@link org.loupe.model.WaferEntry#getImageSet <em>Image Set</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Image Set</em>' reference.
	 * @see #getImageSet()
	 * @generated
	 */
	void setImageSet(ImageSet value);

} // WaferEntry
