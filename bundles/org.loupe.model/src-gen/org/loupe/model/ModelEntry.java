/**
 */
package org.loupe.model;

import java.time.Instant;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Model Entry</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A trained model: where it lies and what it is.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.ModelEntry#getFile <em>File</em>}</li>
 *   <li>{@link org.loupe.model.ModelEntry#getTrainer <em>Trainer</em>}</li>
 *   <li>{@link org.loupe.model.ModelEntry#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.ModelEntry#getCreated <em>Created</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getModelEntry()
 * @model
 * @generated
 */
public interface ModelEntry extends Named {
	/**
	 * Returns the value of the '<em><b>File</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * File or folder of the model, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>File</em>' attribute.
	 * @see #setFile(String)
	 * @see org.loupe.model.LoupePackage#getModelEntry_File()
	 * @model default=""
	 * @generated
	 */
	String getFile();

	/**
	 * Sets the value of the '{@link org.loupe.model.ModelEntry#getFile <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>File</em>' attribute.
	 * @see #getFile()
	 * @generated
	 */
	void setFile(String value);

	/**
	 * Returns the value of the '<em><b>Trainer</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Id of the tool that trained it.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Trainer</em>' attribute.
	 * @see #setTrainer(String)
	 * @see org.loupe.model.LoupePackage#getModelEntry_Trainer()
	 * @model default=""
	 * @generated
	 */
	String getTrainer();

	/**
	 * Sets the value of the '{@link org.loupe.model.ModelEntry#getTrainer <em>Trainer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Trainer</em>' attribute.
	 * @see #getTrainer()
	 * @generated
	 */
	void setTrainer(String value);

	/**
	 * Returns the value of the '<em><b>Sha256</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Hash of the file in lower-case hexadecimal digits.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Sha256</em>' attribute.
	 * @see #setSha256(String)
	 * @see org.loupe.model.LoupePackage#getModelEntry_Sha256()
	 * @model default=""
	 * @generated
	 */
	String getSha256();

	/**
	 * Sets the value of the '{@link org.loupe.model.ModelEntry#getSha256 <em>Sha256</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Sha256</em>' attribute.
	 * @see #getSha256()
	 * @generated
	 */
	void setSha256(String value);

	/**
	 * Returns the value of the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * When it was trained.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Created</em>' attribute.
	 * @see #setCreated(Instant)
	 * @see org.loupe.model.LoupePackage#getModelEntry_Created()
	 * @model dataType="org.loupe.model.Instant"
	 * @generated
	 */
	Instant getCreated();

	/**
	 * Sets the value of the '{@link org.loupe.model.ModelEntry#getCreated <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Created</em>' attribute.
	 * @see #getCreated()
	 * @generated
	 */
	void setCreated(Instant value);

} // ModelEntry
