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
 * One round of choosing examples, labelling and training. It is open until it is frozen: then a hashed snapshot tells for ever what a model was trained on. Its labels are the state of the label journal at its last entry.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Iteration#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getCreated <em>Created</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getFrozen <em>Frozen</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getParent <em>Parent</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getEntry <em>Entry</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getHead <em>Head</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getLabels <em>Labels</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getManifest <em>Manifest</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getStartModel <em>Start Model</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getModel <em>Model</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getAutoLabeler <em>Auto Labeler</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getAutoLabelScore <em>Auto Label Score</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getSplitRule <em>Split Rule</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getTiles <em>Tiles</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getCompleteTiles <em>Complete Tiles</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getLabelCount <em>Label Count</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getProposed <em>Proposed</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getAccepted <em>Accepted</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getEdited <em>Edited</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getDeleted <em>Deleted</em>}</li>
 *   <li>{@link org.loupe.model.Iteration#getAdded <em>Added</em>}</li>
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
	 * When it was begun.
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
	 * Returns the value of the '<em><b>Frozen</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * When it was frozen; nothing while it is open.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Frozen</em>' attribute.
	 * @see #setFrozen(Instant)
	 * @see org.loupe.model.LoupePackage#getIteration_Frozen()
	 * @model dataType="org.loupe.model.Instant"
	 * @generated
	 */
	Instant getFrozen();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getFrozen <em>Frozen</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Frozen</em>' attribute.
	 * @see #getFrozen()
	 * @generated
	 */
	void setFrozen(Instant value);

	/**
	 * Returns the value of the '<em><b>Parent</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The iteration that it was begun from; none for the first.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Parent</em>' reference.
	 * @see #setParent(Iteration)
	 * @see org.loupe.model.LoupePackage#getIteration_Parent()
	 * @model resolveProxies="false"
	 * @generated
	 */
	Iteration getParent();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getParent <em>Parent</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Parent</em>' reference.
	 * @see #getParent()
	 * @generated
	 */
	void setParent(Iteration value);

	/**
	 * Returns the value of the '<em><b>Folder</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Folder of the examples that were added in it, relative to the project folder; it lies inside the folder of all examples.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Folder</em>' attribute.
	 * @see #setFolder(String)
	 * @see org.loupe.model.LoupePackage#getIteration_Folder()
	 * @model default=""
	 * @generated
	 */
	String getFolder();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getFolder <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Folder</em>' attribute.
	 * @see #getFolder()
	 * @generated
	 */
	void setFolder(String value);

	/**
	 * Returns the value of the '<em><b>Entry</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of the last entry of the label journal that belongs to it, once it is frozen; 0 while it is open.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Entry</em>' attribute.
	 * @see #setEntry(long)
	 * @see org.loupe.model.LoupePackage#getIteration_Entry()
	 * @model default="0"
	 * @generated
	 */
	long getEntry();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getEntry <em>Entry</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Entry</em>' attribute.
	 * @see #getEntry()
	 * @generated
	 */
	void setEntry(long value);

	/**
	 * Returns the value of the '<em><b>Head</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Hash of that entry, so that a journal that was changed afterwards shows; empty while it is open.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Head</em>' attribute.
	 * @see #setHead(String)
	 * @see org.loupe.model.LoupePackage#getIteration_Head()
	 * @model default=""
	 * @generated
	 */
	String getHead();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getHead <em>Head</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Head</em>' attribute.
	 * @see #getHead()
	 * @generated
	 */
	void setHead(String value);

	/**
	 * Returns the value of the '<em><b>Labels</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Folder of the snapshot of labels, images, classes, splits and parameters, relative to the project folder; empty while it is open.
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
	 * File that lists the images with their hashes, relative to the project folder; empty while it is open.
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
	 * Hash over the whole snapshot, in lower-case hexadecimal digits; empty while it is open.
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
	 * Returns the value of the '<em><b>Start Model</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The model that training starts from; none to start from a supplied one or anew.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Start Model</em>' reference.
	 * @see #setStartModel(ModelEntry)
	 * @see org.loupe.model.LoupePackage#getIteration_StartModel()
	 * @model resolveProxies="false"
	 * @generated
	 */
	ModelEntry getStartModel();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getStartModel <em>Start Model</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Start Model</em>' reference.
	 * @see #getStartModel()
	 * @generated
	 */
	void setStartModel(ModelEntry value);

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

	/**
	 * Returns the value of the '<em><b>Auto Labeler</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What proposes labels, or proposed them last: "recipe:" and the name of a recipe, or "model:" and that of a model; empty for none.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Auto Labeler</em>' attribute.
	 * @see #setAutoLabeler(String)
	 * @see org.loupe.model.LoupePackage#getIteration_AutoLabeler()
	 * @model default=""
	 * @generated
	 */
	String getAutoLabeler();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getAutoLabeler <em>Auto Labeler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Auto Labeler</em>' attribute.
	 * @see #getAutoLabeler()
	 * @generated
	 */
	void setAutoLabeler(String value);

	/**
	 * Returns the value of the '<em><b>Auto Label Score</b></em>' attribute.
	 * The default value is <code>"0.5"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Least score of a proposed label, 0 to 1.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Auto Label Score</em>' attribute.
	 * @see #setAutoLabelScore(double)
	 * @see org.loupe.model.LoupePackage#getIteration_AutoLabelScore()
	 * @model default="0.5"
	 * @generated
	 */
	double getAutoLabelScore();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getAutoLabelScore <em>Auto Label Score</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Auto Label Score</em>' attribute.
	 * @see #getAutoLabelScore()
	 * @generated
	 */
	void setAutoLabelScore(double value);

	/**
	 * Returns the value of the '<em><b>Split Rule</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How its tiles were split last, such as "group=wafer train=70 validation=15 test=15 seed=1"; empty if they were not.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Split Rule</em>' attribute.
	 * @see #setSplitRule(String)
	 * @see org.loupe.model.LoupePackage#getIteration_SplitRule()
	 * @model default=""
	 * @generated
	 */
	String getSplitRule();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getSplitRule <em>Split Rule</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Split Rule</em>' attribute.
	 * @see #getSplitRule()
	 * @generated
	 */
	void setSplitRule(String value);

	/**
	 * Returns the value of the '<em><b>Tiles</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of tiles with a label or a state, when it was frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Tiles</em>' attribute.
	 * @see #setTiles(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Tiles()
	 * @model default="0"
	 * @generated
	 */
	int getTiles();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getTiles <em>Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Tiles</em>' attribute.
	 * @see #getTiles()
	 * @generated
	 */
	void setTiles(int value);

	/**
	 * Returns the value of the '<em><b>Complete Tiles</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of tiles that were complete, when it was frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Complete Tiles</em>' attribute.
	 * @see #setCompleteTiles(int)
	 * @see org.loupe.model.LoupePackage#getIteration_CompleteTiles()
	 * @model default="0"
	 * @generated
	 */
	int getCompleteTiles();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getCompleteTiles <em>Complete Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Complete Tiles</em>' attribute.
	 * @see #getCompleteTiles()
	 * @generated
	 */
	void setCompleteTiles(int value);

	/**
	 * Returns the value of the '<em><b>Label Count</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of labels that count, when it was frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Label Count</em>' attribute.
	 * @see #setLabelCount(int)
	 * @see org.loupe.model.LoupePackage#getIteration_LabelCount()
	 * @model default="0"
	 * @generated
	 */
	int getLabelCount();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getLabelCount <em>Label Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Label Count</em>' attribute.
	 * @see #getLabelCount()
	 * @generated
	 */
	void setLabelCount(int value);

	/**
	 * Returns the value of the '<em><b>Proposed</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of labels proposed by the auto-labeler in it, when it was frozen.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Proposed</em>' attribute.
	 * @see #setProposed(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Proposed()
	 * @model default="0"
	 * @generated
	 */
	int getProposed();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getProposed <em>Proposed</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Proposed</em>' attribute.
	 * @see #getProposed()
	 * @generated
	 */
	void setProposed(int value);

	/**
	 * Returns the value of the '<em><b>Accepted</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of those that were accepted unchanged.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Accepted</em>' attribute.
	 * @see #setAccepted(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Accepted()
	 * @model default="0"
	 * @generated
	 */
	int getAccepted();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getAccepted <em>Accepted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Accepted</em>' attribute.
	 * @see #getAccepted()
	 * @generated
	 */
	void setAccepted(int value);

	/**
	 * Returns the value of the '<em><b>Edited</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of those that were changed.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Edited</em>' attribute.
	 * @see #setEdited(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Edited()
	 * @model default="0"
	 * @generated
	 */
	int getEdited();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getEdited <em>Edited</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Edited</em>' attribute.
	 * @see #getEdited()
	 * @generated
	 */
	void setEdited(int value);

	/**
	 * Returns the value of the '<em><b>Deleted</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of those that were deleted.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Deleted</em>' attribute.
	 * @see #setDeleted(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Deleted()
	 * @model default="0"
	 * @generated
	 */
	int getDeleted();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getDeleted <em>Deleted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Deleted</em>' attribute.
	 * @see #getDeleted()
	 * @generated
	 */
	void setDeleted(int value);

	/**
	 * Returns the value of the '<em><b>Added</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of labels that people added.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Added</em>' attribute.
	 * @see #setAdded(int)
	 * @see org.loupe.model.LoupePackage#getIteration_Added()
	 * @model default="0"
	 * @generated
	 */
	int getAdded();

	/**
	 * Sets the value of the '{@link org.loupe.model.Iteration#getAdded <em>Added</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Added</em>' attribute.
	 * @see #getAdded()
	 * @generated
	 */
	void setAdded(int value);

} // Iteration
