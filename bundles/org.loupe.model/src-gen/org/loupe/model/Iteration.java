/**
 */
package org.loupe.model;

import java.time.Instant;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Iteration</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A frozen, hashed snapshot of what a model was trained on, so that its figures can be made again.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Iteration#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getCreated <em>Created</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getLabels <em>Labels</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getManifest <em>Manifest</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getModel <em>Model</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getIteration()
 * @model
 * @generated
 */
public interface Iteration extends Named {
	/**
	 * Returns the value of the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * 1 for the first; never reused.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Number</em>' attribute.
	 * @see #setNumber(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Number()
	 * @model
	 * @generated
	 */
	int getNumber();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getNumber <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Number</em>' attribute.
	 * @see #getNumber()
	 * @generated
	 */
	void setNumber(int value);

	/**
	 * Returns the value of the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * When it was frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Created</em>' attribute.
	 * @see #setCreated(Instant)
	 * @see org.loupe.model.LoupePackage#getIteration_Created()
	 * @model dataType="org.loupe.model.Instant"
	 * @generated
	 */
	Instant getCreated();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getCreated <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Created</em>' attribute.
	 * @see #getCreated()
	 * @generated
	 */
	void setCreated(Instant value);

	/**
	 * Returns the value of the '<em><b>Labels</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Folder of the snapshot of labels, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Labels</em>' attribute.
	 * @see #setLabels(String)
	 * @see org.loupe.model.LoupePackage#getIteration_Labels()
	 * @model default=""
	 * @generated
	 */
	String getLabels();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getLabels <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Labels</em>' attribute.
	 * @see #getLabels()
	 * @generated
	 */
	void setLabels(String value);

	/**
	 * Returns the value of the '<em><b>Manifest</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * File that lists the images with their hashes, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Manifest</em>' attribute.
	 * @see #setManifest(String)
	 * @see org.loupe.model.LoupePackage#getIteration_Manifest()
	 * @model default=""
	 * @generated
	 */
	String getManifest();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getManifest <em>Manifest</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Manifest</em>' attribute.
	 * @see #getManifest()
	 * @generated
	 */
	void setManifest(String value);

	/**
	 * Returns the value of the '<em><b>Sha256</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Hash over labels and manifest, in lower-case hexadecimal digits; empty until frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Sha256</em>' attribute.
	 * @see #setSha256(String)
	 * @see org.loupe.model.LoupePackage#getIteration_Sha256()
	 * @model default=""
	 * @generated
	 */
	String getSha256();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getSha256 <em>Sha256</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Sha256</em>' attribute.
	 * @see #getSha256()
	 * @generated
	 */
	void setSha256(String value);

	/**
	 * Returns the value of the '<em><b>Model</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The model that was trained on it, if any.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Model</em>' reference.
	 * @see #setModel(ModelEntry)
	 * @see org.loupe.model.LoupePackage#getIteration_Model()
	 * @model resolveProxies="false"
	 * @generated
	 */
	ModelEntry getModel();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getModel <em>Model</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Model</em>' reference.
	 * @see #getModel()
	 * @generated
	 */
	void setModel(ModelEntry value);

} // Iteration
