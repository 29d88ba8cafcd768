/**
 */
package org.loupe.model;

import java.time.Instant;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Run Entry</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A run of a recipe over an image set: where its results lie, and the counts that its end wrote down.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.RunEntry#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getRecipe <em>Recipe</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getRecipeHash <em>Recipe Hash</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getImageSet <em>Image Set</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getState <em>State</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getStarted <em>Started</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getSeconds <em>Seconds</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getImages <em>Images</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getErrors <em>Errors</em>}</li>
 *   <li>{@link org.loupe.model.RunEntry#getDetections <em>Detections</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getRunEntry()
 * @model
 * @generated
 */
public interface RunEntry extends Named {
	/**
	 * Returns the value of the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * 1 for the first run of a project; never reused.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Number</em>' attribute.
	 * @see #setNumber(int)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Number()
	 * @model
	 * @generated
	 */
	int getNumber();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getNumber <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Number</em>' attribute.
	 * @see #getNumber()
	 * @generated
	 */
	void setNumber(int value);

	/**
	 * Returns the value of the '<em><b>Folder</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Folder of the results, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Folder</em>' attribute.
	 * @see #setFolder(String)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Folder()
	 * @model default=""
	 * @generated
	 */
	String getFolder();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getFolder <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Folder</em>' attribute.
	 * @see #getFolder()
	 * @generated
	 */
	void setFolder(String value);

	/**
	 * Returns the value of the '<em><b>Recipe</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Name that the recipe had; the recipe as it was run lies in the folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Recipe</em>' attribute.
	 * @see #setRecipe(String)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Recipe()
	 * @model default=""
	 * @generated
	 */
	String getRecipe();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getRecipe <em>Recipe</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Recipe</em>' attribute.
	 * @see #getRecipe()
	 * @generated
	 */
	void setRecipe(String value);

	/**
	 * Returns the value of the '<em><b>Recipe Hash</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Hash over the recipe with all parameters and the versions of its tools: equal hashes make equal results.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Recipe Hash</em>' attribute.
	 * @see #setRecipeHash(String)
	 * @see org.loupe.model.LoupePackage#getRunEntry_RecipeHash()
	 * @model default=""
	 * @generated
	 */
	String getRecipeHash();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getRecipeHash <em>Recipe Hash</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Recipe Hash</em>' attribute.
	 * @see #getRecipeHash()
	 * @generated
	 */
	void setRecipeHash(String value);

	/**
	 * Returns the value of the '<em><b>Image Set</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What was inspected; empty once the set is deleted.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Image Set</em>' reference.
	 * @see #setImageSet(ImageSet)
	 * @see org.loupe.model.LoupePackage#getRunEntry_ImageSet()
	 * @model resolveProxies="false"
	 * @generated
	 */
	ImageSet getImageSet();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getImageSet <em>Image Set</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Image Set</em>' reference.
	 * @see #getImageSet()
	 * @generated
	 */
	void setImageSet(ImageSet value);

	/**
	 * Returns the value of the '<em><b>State</b></em>' attribute.
	 * The literals are from the enumeration {@link org.loupe.model.RunState}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How far it has come.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>State</em>' attribute.
	 * @see org.loupe.model.RunState
	 * @see #setState(RunState)
	 * @see org.loupe.model.LoupePackage#getRunEntry_State()
	 * @model
	 * @generated
	 */
	RunState getState();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getState <em>State</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>State</em>' attribute.
	 * @see org.loupe.model.RunState
	 * @see #getState()
	 * @generated
	 */
	void setState(RunState value);

	/**
	 * Returns the value of the '<em><b>Started</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * When it was started.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Started</em>' attribute.
	 * @see #setStarted(Instant)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Started()
	 * @model dataType="org.loupe.model.Instant"
	 * @generated
	 */
	Instant getStarted();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getStarted <em>Started</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Started</em>' attribute.
	 * @see #getStarted()
	 * @generated
	 */
	void setStarted(Instant value);

	/**
	 * Returns the value of the '<em><b>Seconds</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How long it took, in s.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Seconds</em>' attribute.
	 * @see #setSeconds(double)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Seconds()
	 * @model default="0"
	 * @generated
	 */
	double getSeconds();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getSeconds <em>Seconds</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Seconds</em>' attribute.
	 * @see #getSeconds()
	 * @generated
	 */
	void setSeconds(double value);

	/**
	 * Returns the value of the '<em><b>Images</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of images done, those with errors included.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Images</em>' attribute.
	 * @see #setImages(int)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Images()
	 * @model default="0"
	 * @generated
	 */
	int getImages();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getImages <em>Images</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Images</em>' attribute.
	 * @see #getImages()
	 * @generated
	 */
	void setImages(int value);

	/**
	 * Returns the value of the '<em><b>Errors</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of images that could not be inspected.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Errors</em>' attribute.
	 * @see #setErrors(int)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Errors()
	 * @model default="0"
	 * @generated
	 */
	int getErrors();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getErrors <em>Errors</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Errors</em>' attribute.
	 * @see #getErrors()
	 * @generated
	 */
	void setErrors(int value);

	/**
	 * Returns the value of the '<em><b>Detections</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of defects found.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Detections</em>' attribute.
	 * @see #setDetections(long)
	 * @see org.loupe.model.LoupePackage#getRunEntry_Detections()
	 * @model default="0"
	 * @generated
	 */
	long getDetections();

	/**
	 * Sets the value of the '{@link org.loupe.model.RunEntry#getDetections <em>Detections</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Detections</em>' attribute.
	 * @see #getDetections()
	 * @generated
	 */
	void setDetections(long value);

} // RunEntry
