/**
 */
package org.loupe.model.impl;

import java.time.Instant;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.loupe.model.Iteration;
import org.loupe.model.LoupePackage;
import org.loupe.model.ModelEntry;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Iteration</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getCreated <em>Created</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getFrozen <em>Frozen</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getParent <em>Parent</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getEntry <em>Entry</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getHead <em>Head</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getLabels <em>Labels</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getManifest <em>Manifest</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getStartModel <em>Start Model</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getModel <em>Model</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getAutoLabeler <em>Auto Labeler</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getAutoLabelScore <em>Auto Label Score</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getSplitRule <em>Split Rule</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getTiles <em>Tiles</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getCompleteTiles <em>Complete Tiles</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getLabelCount <em>Label Count</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getProposed <em>Proposed</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getAccepted <em>Accepted</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getEdited <em>Edited</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getDeleted <em>Deleted</em>}</li>
 *   <li>{@link org.loupe.model.impl.IterationImpl#getAdded <em>Added</em>}</li>
 * </ul>
 *
 * @generated
 */
public class IterationImpl extends NamedImpl implements Iteration {
	/**
	 * The default value of the '{@link #getNumber() <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNumber()
	 * @generated
	 * @ordered
	 */
	protected static final int NUMBER_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getNumber() <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNumber()
	 * @generated
	 * @ordered
	 */
	protected int number = NUMBER_EDEFAULT;

	/**
	 * The default value of the '{@link #getCreated() <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCreated()
	 * @generated
	 * @ordered
	 */
	protected static final Instant CREATED_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getCreated() <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCreated()
	 * @generated
	 * @ordered
	 */
	protected Instant created = CREATED_EDEFAULT;

	/**
	 * The default value of the '{@link #getFrozen() <em>Frozen</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFrozen()
	 * @generated
	 * @ordered
	 */
	protected static final Instant FROZEN_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getFrozen() <em>Frozen</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFrozen()
	 * @generated
	 * @ordered
	 */
	protected Instant frozen = FROZEN_EDEFAULT;

	/**
	 * The cached value of the '{@link #getParent() <em>Parent</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getParent()
	 * @generated
	 * @ordered
	 */
	protected Iteration parent;

	/**
	 * The default value of the '{@link #getFolder() <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFolder()
	 * @generated
	 * @ordered
	 */
	protected static final String FOLDER_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getFolder() <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFolder()
	 * @generated
	 * @ordered
	 */
	protected String folder = FOLDER_EDEFAULT;

	/**
	 * The default value of the '{@link #getEntry() <em>Entry</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEntry()
	 * @generated
	 * @ordered
	 */
	protected static final long ENTRY_EDEFAULT = 0L;

	/**
	 * The cached value of the '{@link #getEntry() <em>Entry</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEntry()
	 * @generated
	 * @ordered
	 */
	protected long entry = ENTRY_EDEFAULT;

	/**
	 * The default value of the '{@link #getHead() <em>Head</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getHead()
	 * @generated
	 * @ordered
	 */
	protected static final String HEAD_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getHead() <em>Head</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getHead()
	 * @generated
	 * @ordered
	 */
	protected String head = HEAD_EDEFAULT;

	/**
	 * The default value of the '{@link #getLabels() <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabels()
	 * @generated
	 * @ordered
	 */
	protected static final String LABELS_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getLabels() <em>Labels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabels()
	 * @generated
	 * @ordered
	 */
	protected String labels = LABELS_EDEFAULT;

	/**
	 * The default value of the '{@link #getManifest() <em>Manifest</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getManifest()
	 * @generated
	 * @ordered
	 */
	protected static final String MANIFEST_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getManifest() <em>Manifest</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getManifest()
	 * @generated
	 * @ordered
	 */
	protected String manifest = MANIFEST_EDEFAULT;

	/**
	 * The default value of the '{@link #getSha256() <em>Sha256</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSha256()
	 * @generated
	 * @ordered
	 */
	protected static final String SHA256_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getSha256() <em>Sha256</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSha256()
	 * @generated
	 * @ordered
	 */
	protected String sha256 = SHA256_EDEFAULT;

	/**
	 * The cached value of the '{@link #getStartModel() <em>Start Model</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getStartModel()
	 * @generated
	 * @ordered
	 */
	protected ModelEntry startModel;

	/**
	 * The cached value of the '{@link #getModel() <em>Model</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getModel()
	 * @generated
	 * @ordered
	 */
	protected ModelEntry model;

	/**
	 * The default value of the '{@link #getAutoLabeler() <em>Auto Labeler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAutoLabeler()
	 * @generated
	 * @ordered
	 */
	protected static final String AUTO_LABELER_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getAutoLabeler() <em>Auto Labeler</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAutoLabeler()
	 * @generated
	 * @ordered
	 */
	protected String autoLabeler = AUTO_LABELER_EDEFAULT;

	/**
	 * The default value of the '{@link #getAutoLabelScore() <em>Auto Label Score</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAutoLabelScore()
	 * @generated
	 * @ordered
	 */
	protected static final double AUTO_LABEL_SCORE_EDEFAULT = 0.5;

	/**
	 * The cached value of the '{@link #getAutoLabelScore() <em>Auto Label Score</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAutoLabelScore()
	 * @generated
	 * @ordered
	 */
	protected double autoLabelScore = AUTO_LABEL_SCORE_EDEFAULT;

	/**
	 * The default value of the '{@link #getSplitRule() <em>Split Rule</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSplitRule()
	 * @generated
	 * @ordered
	 */
	protected static final String SPLIT_RULE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getSplitRule() <em>Split Rule</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSplitRule()
	 * @generated
	 * @ordered
	 */
	protected String splitRule = SPLIT_RULE_EDEFAULT;

	/**
	 * The default value of the '{@link #getTiles() <em>Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTiles()
	 * @generated
	 * @ordered
	 */
	protected static final int TILES_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getTiles() <em>Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTiles()
	 * @generated
	 * @ordered
	 */
	protected int tiles = TILES_EDEFAULT;

	/**
	 * The default value of the '{@link #getCompleteTiles() <em>Complete Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCompleteTiles()
	 * @generated
	 * @ordered
	 */
	protected static final int COMPLETE_TILES_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getCompleteTiles() <em>Complete Tiles</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCompleteTiles()
	 * @generated
	 * @ordered
	 */
	protected int completeTiles = COMPLETE_TILES_EDEFAULT;

	/**
	 * The default value of the '{@link #getLabelCount() <em>Label Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabelCount()
	 * @generated
	 * @ordered
	 */
	protected static final int LABEL_COUNT_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getLabelCount() <em>Label Count</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLabelCount()
	 * @generated
	 * @ordered
	 */
	protected int labelCount = LABEL_COUNT_EDEFAULT;

	/**
	 * The default value of the '{@link #getProposed() <em>Proposed</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getProposed()
	 * @generated
	 * @ordered
	 */
	protected static final int PROPOSED_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getProposed() <em>Proposed</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getProposed()
	 * @generated
	 * @ordered
	 */
	protected int proposed = PROPOSED_EDEFAULT;

	/**
	 * The default value of the '{@link #getAccepted() <em>Accepted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAccepted()
	 * @generated
	 * @ordered
	 */
	protected static final int ACCEPTED_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getAccepted() <em>Accepted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAccepted()
	 * @generated
	 * @ordered
	 */
	protected int accepted = ACCEPTED_EDEFAULT;

	/**
	 * The default value of the '{@link #getEdited() <em>Edited</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEdited()
	 * @generated
	 * @ordered
	 */
	protected static final int EDITED_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getEdited() <em>Edited</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEdited()
	 * @generated
	 * @ordered
	 */
	protected int edited = EDITED_EDEFAULT;

	/**
	 * The default value of the '{@link #getDeleted() <em>Deleted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDeleted()
	 * @generated
	 * @ordered
	 */
	protected static final int DELETED_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getDeleted() <em>Deleted</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDeleted()
	 * @generated
	 * @ordered
	 */
	protected int deleted = DELETED_EDEFAULT;

	/**
	 * The default value of the '{@link #getAdded() <em>Added</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAdded()
	 * @generated
	 * @ordered
	 */
	protected static final int ADDED_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getAdded() <em>Added</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getAdded()
	 * @generated
	 * @ordered
	 */
	protected int added = ADDED_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected IterationImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.ITERATION;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getNumber() {
		return number;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setNumber(int newNumber) {
		int oldNumber = number;
		number = newNumber;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__NUMBER, oldNumber, number));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Instant getCreated() {
		return created;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCreated(Instant newCreated) {
		Instant oldCreated = created;
		created = newCreated;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__CREATED, oldCreated, created));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Instant getFrozen() {
		return frozen;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFrozen(Instant newFrozen) {
		Instant oldFrozen = frozen;
		frozen = newFrozen;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__FROZEN, oldFrozen, frozen));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Iteration getParent() {
		return parent;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setParent(Iteration newParent) {
		Iteration oldParent = parent;
		parent = newParent;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__PARENT, oldParent, parent));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getFolder() {
		return folder;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFolder(String newFolder) {
		String oldFolder = folder;
		folder = newFolder;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__FOLDER, oldFolder, folder));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public long getEntry() {
		return entry;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setEntry(long newEntry) {
		long oldEntry = entry;
		entry = newEntry;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__ENTRY, oldEntry, entry));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getHead() {
		return head;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setHead(String newHead) {
		String oldHead = head;
		head = newHead;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__HEAD, oldHead, head));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getLabels() {
		return labels;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLabels(String newLabels) {
		String oldLabels = labels;
		labels = newLabels;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__LABELS, oldLabels, labels));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getManifest() {
		return manifest;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setManifest(String newManifest) {
		String oldManifest = manifest;
		manifest = newManifest;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__MANIFEST, oldManifest, manifest));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getSha256() {
		return sha256;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSha256(String newSha256) {
		String oldSha256 = sha256;
		sha256 = newSha256;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__SHA256, oldSha256, sha256));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public ModelEntry getStartModel() {
		return startModel;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setStartModel(ModelEntry newStartModel) {
		ModelEntry oldStartModel = startModel;
		startModel = newStartModel;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__START_MODEL, oldStartModel, startModel));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public ModelEntry getModel() {
		return model;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setModel(ModelEntry newModel) {
		ModelEntry oldModel = model;
		model = newModel;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__MODEL, oldModel, model));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getAutoLabeler() {
		return autoLabeler;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setAutoLabeler(String newAutoLabeler) {
		String oldAutoLabeler = autoLabeler;
		autoLabeler = newAutoLabeler;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__AUTO_LABELER, oldAutoLabeler, autoLabeler));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getAutoLabelScore() {
		return autoLabelScore;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setAutoLabelScore(double newAutoLabelScore) {
		double oldAutoLabelScore = autoLabelScore;
		autoLabelScore = newAutoLabelScore;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__AUTO_LABEL_SCORE, oldAutoLabelScore, autoLabelScore));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getSplitRule() {
		return splitRule;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSplitRule(String newSplitRule) {
		String oldSplitRule = splitRule;
		splitRule = newSplitRule;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__SPLIT_RULE, oldSplitRule, splitRule));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getTiles() {
		return tiles;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setTiles(int newTiles) {
		int oldTiles = tiles;
		tiles = newTiles;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__TILES, oldTiles, tiles));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getCompleteTiles() {
		return completeTiles;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCompleteTiles(int newCompleteTiles) {
		int oldCompleteTiles = completeTiles;
		completeTiles = newCompleteTiles;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__COMPLETE_TILES, oldCompleteTiles, completeTiles));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getLabelCount() {
		return labelCount;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLabelCount(int newLabelCount) {
		int oldLabelCount = labelCount;
		labelCount = newLabelCount;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__LABEL_COUNT, oldLabelCount, labelCount));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getProposed() {
		return proposed;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setProposed(int newProposed) {
		int oldProposed = proposed;
		proposed = newProposed;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__PROPOSED, oldProposed, proposed));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getAccepted() {
		return accepted;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setAccepted(int newAccepted) {
		int oldAccepted = accepted;
		accepted = newAccepted;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__ACCEPTED, oldAccepted, accepted));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getEdited() {
		return edited;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setEdited(int newEdited) {
		int oldEdited = edited;
		edited = newEdited;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__EDITED, oldEdited, edited));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getDeleted() {
		return deleted;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setDeleted(int newDeleted) {
		int oldDeleted = deleted;
		deleted = newDeleted;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__DELETED, oldDeleted, deleted));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getAdded() {
		return added;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setAdded(int newAdded) {
		int oldAdded = added;
		added = newAdded;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ITERATION__ADDED, oldAdded, added));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.ITERATION__NUMBER:
				return getNumber();
			case LoupePackage.ITERATION__CREATED:
				return getCreated();
			case LoupePackage.ITERATION__FROZEN:
				return getFrozen();
			case LoupePackage.ITERATION__PARENT:
				return getParent();
			case LoupePackage.ITERATION__FOLDER:
				return getFolder();
			case LoupePackage.ITERATION__ENTRY:
				return getEntry();
			case LoupePackage.ITERATION__HEAD:
				return getHead();
			case LoupePackage.ITERATION__LABELS:
				return getLabels();
			case LoupePackage.ITERATION__MANIFEST:
				return getManifest();
			case LoupePackage.ITERATION__SHA256:
				return getSha256();
			case LoupePackage.ITERATION__START_MODEL:
				return getStartModel();
			case LoupePackage.ITERATION__MODEL:
				return getModel();
			case LoupePackage.ITERATION__AUTO_LABELER:
				return getAutoLabeler();
			case LoupePackage.ITERATION__AUTO_LABEL_SCORE:
				return getAutoLabelScore();
			case LoupePackage.ITERATION__SPLIT_RULE:
				return getSplitRule();
			case LoupePackage.ITERATION__TILES:
				return getTiles();
			case LoupePackage.ITERATION__COMPLETE_TILES:
				return getCompleteTiles();
			case LoupePackage.ITERATION__LABEL_COUNT:
				return getLabelCount();
			case LoupePackage.ITERATION__PROPOSED:
				return getProposed();
			case LoupePackage.ITERATION__ACCEPTED:
				return getAccepted();
			case LoupePackage.ITERATION__EDITED:
				return getEdited();
			case LoupePackage.ITERATION__DELETED:
				return getDeleted();
			case LoupePackage.ITERATION__ADDED:
				return getAdded();
		}
		return super.eGet(featureID, resolve, coreType);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void eSet(int featureID, Object newValue) {
		switch (featureID) {
			case LoupePackage.ITERATION__NUMBER:
				setNumber((Integer)newValue);
				return;
			case LoupePackage.ITERATION__CREATED:
				setCreated((Instant)newValue);
				return;
			case LoupePackage.ITERATION__FROZEN:
				setFrozen((Instant)newValue);
				return;
			case LoupePackage.ITERATION__PARENT:
				setParent((Iteration)newValue);
				return;
			case LoupePackage.ITERATION__FOLDER:
				setFolder((String)newValue);
				return;
			case LoupePackage.ITERATION__ENTRY:
				setEntry((Long)newValue);
				return;
			case LoupePackage.ITERATION__HEAD:
				setHead((String)newValue);
				return;
			case LoupePackage.ITERATION__LABELS:
				setLabels((String)newValue);
				return;
			case LoupePackage.ITERATION__MANIFEST:
				setManifest((String)newValue);
				return;
			case LoupePackage.ITERATION__SHA256:
				setSha256((String)newValue);
				return;
			case LoupePackage.ITERATION__START_MODEL:
				setStartModel((ModelEntry)newValue);
				return;
			case LoupePackage.ITERATION__MODEL:
				setModel((ModelEntry)newValue);
				return;
			case LoupePackage.ITERATION__AUTO_LABELER:
				setAutoLabeler((String)newValue);
				return;
			case LoupePackage.ITERATION__AUTO_LABEL_SCORE:
				setAutoLabelScore((Double)newValue);
				return;
			case LoupePackage.ITERATION__SPLIT_RULE:
				setSplitRule((String)newValue);
				return;
			case LoupePackage.ITERATION__TILES:
				setTiles((Integer)newValue);
				return;
			case LoupePackage.ITERATION__COMPLETE_TILES:
				setCompleteTiles((Integer)newValue);
				return;
			case LoupePackage.ITERATION__LABEL_COUNT:
				setLabelCount((Integer)newValue);
				return;
			case LoupePackage.ITERATION__PROPOSED:
				setProposed((Integer)newValue);
				return;
			case LoupePackage.ITERATION__ACCEPTED:
				setAccepted((Integer)newValue);
				return;
			case LoupePackage.ITERATION__EDITED:
				setEdited((Integer)newValue);
				return;
			case LoupePackage.ITERATION__DELETED:
				setDeleted((Integer)newValue);
				return;
			case LoupePackage.ITERATION__ADDED:
				setAdded((Integer)newValue);
				return;
		}
		super.eSet(featureID, newValue);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void eUnset(int featureID) {
		switch (featureID) {
			case LoupePackage.ITERATION__NUMBER:
				setNumber(NUMBER_EDEFAULT);
				return;
			case LoupePackage.ITERATION__CREATED:
				setCreated(CREATED_EDEFAULT);
				return;
			case LoupePackage.ITERATION__FROZEN:
				setFrozen(FROZEN_EDEFAULT);
				return;
			case LoupePackage.ITERATION__PARENT:
				setParent((Iteration)null);
				return;
			case LoupePackage.ITERATION__FOLDER:
				setFolder(FOLDER_EDEFAULT);
				return;
			case LoupePackage.ITERATION__ENTRY:
				setEntry(ENTRY_EDEFAULT);
				return;
			case LoupePackage.ITERATION__HEAD:
				setHead(HEAD_EDEFAULT);
				return;
			case LoupePackage.ITERATION__LABELS:
				setLabels(LABELS_EDEFAULT);
				return;
			case LoupePackage.ITERATION__MANIFEST:
				setManifest(MANIFEST_EDEFAULT);
				return;
			case LoupePackage.ITERATION__SHA256:
				setSha256(SHA256_EDEFAULT);
				return;
			case LoupePackage.ITERATION__START_MODEL:
				setStartModel((ModelEntry)null);
				return;
			case LoupePackage.ITERATION__MODEL:
				setModel((ModelEntry)null);
				return;
			case LoupePackage.ITERATION__AUTO_LABELER:
				setAutoLabeler(AUTO_LABELER_EDEFAULT);
				return;
			case LoupePackage.ITERATION__AUTO_LABEL_SCORE:
				setAutoLabelScore(AUTO_LABEL_SCORE_EDEFAULT);
				return;
			case LoupePackage.ITERATION__SPLIT_RULE:
				setSplitRule(SPLIT_RULE_EDEFAULT);
				return;
			case LoupePackage.ITERATION__TILES:
				setTiles(TILES_EDEFAULT);
				return;
			case LoupePackage.ITERATION__COMPLETE_TILES:
				setCompleteTiles(COMPLETE_TILES_EDEFAULT);
				return;
			case LoupePackage.ITERATION__LABEL_COUNT:
				setLabelCount(LABEL_COUNT_EDEFAULT);
				return;
			case LoupePackage.ITERATION__PROPOSED:
				setProposed(PROPOSED_EDEFAULT);
				return;
			case LoupePackage.ITERATION__ACCEPTED:
				setAccepted(ACCEPTED_EDEFAULT);
				return;
			case LoupePackage.ITERATION__EDITED:
				setEdited(EDITED_EDEFAULT);
				return;
			case LoupePackage.ITERATION__DELETED:
				setDeleted(DELETED_EDEFAULT);
				return;
			case LoupePackage.ITERATION__ADDED:
				setAdded(ADDED_EDEFAULT);
				return;
		}
		super.eUnset(featureID);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public boolean eIsSet(int featureID) {
		switch (featureID) {
			case LoupePackage.ITERATION__NUMBER:
				return number != NUMBER_EDEFAULT;
			case LoupePackage.ITERATION__CREATED:
				return CREATED_EDEFAULT == null ? created != null : !CREATED_EDEFAULT.equals(created);
			case LoupePackage.ITERATION__FROZEN:
				return FROZEN_EDEFAULT == null ? frozen != null : !FROZEN_EDEFAULT.equals(frozen);
			case LoupePackage.ITERATION__PARENT:
				return parent != null;
			case LoupePackage.ITERATION__FOLDER:
				return FOLDER_EDEFAULT == null ? folder != null : !FOLDER_EDEFAULT.equals(folder);
			case LoupePackage.ITERATION__ENTRY:
				return entry != ENTRY_EDEFAULT;
			case LoupePackage.ITERATION__HEAD:
				return HEAD_EDEFAULT == null ? head != null : !HEAD_EDEFAULT.equals(head);
			case LoupePackage.ITERATION__LABELS:
				return LABELS_EDEFAULT == null ? labels != null : !LABELS_EDEFAULT.equals(labels);
			case LoupePackage.ITERATION__MANIFEST:
				return MANIFEST_EDEFAULT == null ? manifest != null : !MANIFEST_EDEFAULT.equals(manifest);
			case LoupePackage.ITERATION__SHA256:
				return SHA256_EDEFAULT == null ? sha256 != null : !SHA256_EDEFAULT.equals(sha256);
			case LoupePackage.ITERATION__START_MODEL:
				return startModel != null;
			case LoupePackage.ITERATION__MODEL:
				return model != null;
			case LoupePackage.ITERATION__AUTO_LABELER:
				return AUTO_LABELER_EDEFAULT == null ? autoLabeler != null : !AUTO_LABELER_EDEFAULT.equals(autoLabeler);
			case LoupePackage.ITERATION__AUTO_LABEL_SCORE:
				return autoLabelScore != AUTO_LABEL_SCORE_EDEFAULT;
			case LoupePackage.ITERATION__SPLIT_RULE:
				return SPLIT_RULE_EDEFAULT == null ? splitRule != null : !SPLIT_RULE_EDEFAULT.equals(splitRule);
			case LoupePackage.ITERATION__TILES:
				return tiles != TILES_EDEFAULT;
			case LoupePackage.ITERATION__COMPLETE_TILES:
				return completeTiles != COMPLETE_TILES_EDEFAULT;
			case LoupePackage.ITERATION__LABEL_COUNT:
				return labelCount != LABEL_COUNT_EDEFAULT;
			case LoupePackage.ITERATION__PROPOSED:
				return proposed != PROPOSED_EDEFAULT;
			case LoupePackage.ITERATION__ACCEPTED:
				return accepted != ACCEPTED_EDEFAULT;
			case LoupePackage.ITERATION__EDITED:
				return edited != EDITED_EDEFAULT;
			case LoupePackage.ITERATION__DELETED:
				return deleted != DELETED_EDEFAULT;
			case LoupePackage.ITERATION__ADDED:
				return added != ADDED_EDEFAULT;
		}
		return super.eIsSet(featureID);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String toString() {
		if (eIsProxy()) return super.toString();

		StringBuilder result = new StringBuilder(super.toString());
		result.append(" (number: ");
		result.append(number);
		result.append(", created: ");
		result.append(created);
		result.append(", frozen: ");
		result.append(frozen);
		result.append(", folder: ");
		result.append(folder);
		result.append(", entry: ");
		result.append(entry);
		result.append(", head: ");
		result.append(head);
		result.append(", labels: ");
		result.append(labels);
		result.append(", manifest: ");
		result.append(manifest);
		result.append(", sha256: ");
		result.append(sha256);
		result.append(", autoLabeler: ");
		result.append(autoLabeler);
		result.append(", autoLabelScore: ");
		result.append(autoLabelScore);
		result.append(", splitRule: ");
		result.append(splitRule);
		result.append(", tiles: ");
		result.append(tiles);
		result.append(", completeTiles: ");
		result.append(completeTiles);
		result.append(", labelCount: ");
		result.append(labelCount);
		result.append(", proposed: ");
		result.append(proposed);
		result.append(", accepted: ");
		result.append(accepted);
		result.append(", edited: ");
		result.append(edited);
		result.append(", deleted: ");
		result.append(deleted);
		result.append(", added: ");
		result.append(added);
		result.append(')');
		return result.toString();
	}

} //IterationImpl
