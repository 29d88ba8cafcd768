/**
 */
package org.loupe.model;

import java.time.Instant;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Clustering Entry</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * Defects sorted without prior knowledge: where the crops, their features and the clusters as they were found lie, and what people have changed since.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.ClusteringEntry#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.ClusteringEntry#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.ClusteringEntry#getMethod <em>Method</em>}</li>
 *   <li>{@link org.loupe.model.ClusteringEntry#getSource <em>Source</em>}</li>
 *   <li>{@link org.loupe.model.ClusteringEntry#getEdits <em>Edits</em>}</li>
 *   <li>{@link org.loupe.model.ClusteringEntry#getCreated <em>Created</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getClusteringEntry()
 * @model
 * @generated
 */
public interface ClusteringEntry extends Named {
	/**
	 * Returns the value of the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * 1 for the first clustering of a project; never reused.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Number</em>' attribute.
	 * @see #setNumber(int)
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Number()
	 * @model
	 * @generated
	 */
	int getNumber();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClusteringEntry#getNumber <em>Number</em>}' attribute.
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
	 * Folder of what was computed, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Folder</em>' attribute.
	 * @see #setFolder(String)
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Folder()
	 * @model default=""
	 * @generated
	 */
	String getFolder();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClusteringEntry#getFolder <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Folder</em>' attribute.
	 * @see #getFolder()
	 * @generated
	 */
	void setFolder(String value);

	/**
	 * Returns the value of the '<em><b>Method</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Id of the tool that made the clusters.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Method</em>' attribute.
	 * @see #setMethod(String)
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Method()
	 * @model default=""
	 * @generated
	 */
	String getMethod();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClusteringEntry#getMethod <em>Method</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Method</em>' attribute.
	 * @see #getMethod()
	 * @generated
	 */
	void setMethod(String value);

	/**
	 * Returns the value of the '<em><b>Source</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What was clustered, for people.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Source</em>' attribute.
	 * @see #setSource(String)
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Source()
	 * @model default=""
	 * @generated
	 */
	String getSource();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClusteringEntry#getSource <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Source</em>' attribute.
	 * @see #getSource()
	 * @generated
	 */
	void setSource(String value);

	/**
	 * Returns the value of the '<em><b>Edits</b></em>' attribute list.
	 * The list contents are of type {@link java.lang.String}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What people did to the clusters, oldest first, each in a line of text that the workspace reads: the cut, merges, splits, moves and names. The clusters are what was computed with these done to it.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Edits</em>' attribute list.
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Edits()
	 * @model unique="false"
	 * @generated
	 */
	EList<String> getEdits();

	/**
	 * Returns the value of the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * When it was made.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Created</em>' attribute.
	 * @see #setCreated(Instant)
	 * @see org.loupe.model.LoupePackage#getClusteringEntry_Created()
	 * @model dataType="org.loupe.model.Instant"
	 * @generated
	 */
	Instant getCreated();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClusteringEntry#getCreated <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Created</em>' attribute.
	 * @see #getCreated()
	 * @generated
	 */
	void setCreated(Instant value);

} // ClusteringEntry
