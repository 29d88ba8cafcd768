/**
 */
package org.loupe.model.impl;

import java.time.Instant;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.loupe.model.ImageSet;
import org.loupe.model.LoupePackage;
import org.loupe.model.RunEntry;
import org.loupe.model.RunState;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Run Entry</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getRecipe <em>Recipe</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getRecipeHash <em>Recipe Hash</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getImageSet <em>Image Set</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getState <em>State</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getStarted <em>Started</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getSeconds <em>Seconds</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getImages <em>Images</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getErrors <em>Errors</em>}</li>
 *   <li>{@link org.loupe.model.impl.RunEntryImpl#getDetections <em>Detections</em>}</li>
 * </ul>
 *
 * @generated
 */
public class RunEntryImpl extends NamedImpl implements RunEntry {
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
	 * The default value of the '{@link #getRecipe() <em>Recipe</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipe()
	 * @generated
	 * @ordered
	 */
	protected static final String RECIPE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getRecipe() <em>Recipe</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipe()
	 * @generated
	 * @ordered
	 */
	protected String recipe = RECIPE_EDEFAULT;

	/**
	 * The default value of the '{@link #getRecipeHash() <em>Recipe Hash</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipeHash()
	 * @generated
	 * @ordered
	 */
	protected static final String RECIPE_HASH_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getRecipeHash() <em>Recipe Hash</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipeHash()
	 * @generated
	 * @ordered
	 */
	protected String recipeHash = RECIPE_HASH_EDEFAULT;

	/**
	 * The cached value of the '{@link #getImageSet() <em>Image Set</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImageSet()
	 * @generated
	 * @ordered
	 */
	protected ImageSet imageSet;

	/**
	 * The default value of the '{@link #getState() <em>State</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getState()
	 * @generated
	 * @ordered
	 */
	protected static final RunState STATE_EDEFAULT = RunState.RUNNING;

	/**
	 * The cached value of the '{@link #getState() <em>State</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getState()
	 * @generated
	 * @ordered
	 */
	protected RunState state = STATE_EDEFAULT;

	/**
	 * The default value of the '{@link #getStarted() <em>Started</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getStarted()
	 * @generated
	 * @ordered
	 */
	protected static final Instant STARTED_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getStarted() <em>Started</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getStarted()
	 * @generated
	 * @ordered
	 */
	protected Instant started = STARTED_EDEFAULT;

	/**
	 * The default value of the '{@link #getSeconds() <em>Seconds</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSeconds()
	 * @generated
	 * @ordered
	 */
	protected static final double SECONDS_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getSeconds() <em>Seconds</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSeconds()
	 * @generated
	 * @ordered
	 */
	protected double seconds = SECONDS_EDEFAULT;

	/**
	 * The default value of the '{@link #getImages() <em>Images</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImages()
	 * @generated
	 * @ordered
	 */
	protected static final int IMAGES_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getImages() <em>Images</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImages()
	 * @generated
	 * @ordered
	 */
	protected int images = IMAGES_EDEFAULT;

	/**
	 * The default value of the '{@link #getErrors() <em>Errors</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getErrors()
	 * @generated
	 * @ordered
	 */
	protected static final int ERRORS_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getErrors() <em>Errors</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getErrors()
	 * @generated
	 * @ordered
	 */
	protected int errors = ERRORS_EDEFAULT;

	/**
	 * The default value of the '{@link #getDetections() <em>Detections</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDetections()
	 * @generated
	 * @ordered
	 */
	protected static final long DETECTIONS_EDEFAULT = 0L;

	/**
	 * The cached value of the '{@link #getDetections() <em>Detections</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDetections()
	 * @generated
	 * @ordered
	 */
	protected long detections = DETECTIONS_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected RunEntryImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.RUN_ENTRY;
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__NUMBER, oldNumber, number));
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__FOLDER, oldFolder, folder));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getRecipe() {
		return recipe;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setRecipe(String newRecipe) {
		String oldRecipe = recipe;
		recipe = newRecipe;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__RECIPE, oldRecipe, recipe));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getRecipeHash() {
		return recipeHash;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setRecipeHash(String newRecipeHash) {
		String oldRecipeHash = recipeHash;
		recipeHash = newRecipeHash;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__RECIPE_HASH, oldRecipeHash, recipeHash));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public ImageSet getImageSet() {
		return imageSet;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setImageSet(ImageSet newImageSet) {
		ImageSet oldImageSet = imageSet;
		imageSet = newImageSet;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__IMAGE_SET, oldImageSet, imageSet));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public RunState getState() {
		return state;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setState(RunState newState) {
		RunState oldState = state;
		state = newState == null ? STATE_EDEFAULT : newState;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__STATE, oldState, state));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Instant getStarted() {
		return started;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setStarted(Instant newStarted) {
		Instant oldStarted = started;
		started = newStarted;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__STARTED, oldStarted, started));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getSeconds() {
		return seconds;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSeconds(double newSeconds) {
		double oldSeconds = seconds;
		seconds = newSeconds;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__SECONDS, oldSeconds, seconds));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getImages() {
		return images;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setImages(int newImages) {
		int oldImages = images;
		images = newImages;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__IMAGES, oldImages, images));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getErrors() {
		return errors;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setErrors(int newErrors) {
		int oldErrors = errors;
		errors = newErrors;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__ERRORS, oldErrors, errors));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public long getDetections() {
		return detections;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setDetections(long newDetections) {
		long oldDetections = detections;
		detections = newDetections;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.RUN_ENTRY__DETECTIONS, oldDetections, detections));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.RUN_ENTRY__NUMBER:
				return getNumber();
			case LoupePackage.RUN_ENTRY__FOLDER:
				return getFolder();
			case LoupePackage.RUN_ENTRY__RECIPE:
				return getRecipe();
			case LoupePackage.RUN_ENTRY__RECIPE_HASH:
				return getRecipeHash();
			case LoupePackage.RUN_ENTRY__IMAGE_SET:
				return getImageSet();
			case LoupePackage.RUN_ENTRY__STATE:
				return getState();
			case LoupePackage.RUN_ENTRY__STARTED:
				return getStarted();
			case LoupePackage.RUN_ENTRY__SECONDS:
				return getSeconds();
			case LoupePackage.RUN_ENTRY__IMAGES:
				return getImages();
			case LoupePackage.RUN_ENTRY__ERRORS:
				return getErrors();
			case LoupePackage.RUN_ENTRY__DETECTIONS:
				return getDetections();
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
			case LoupePackage.RUN_ENTRY__NUMBER:
				setNumber((Integer)newValue);
				return;
			case LoupePackage.RUN_ENTRY__FOLDER:
				setFolder((String)newValue);
				return;
			case LoupePackage.RUN_ENTRY__RECIPE:
				setRecipe((String)newValue);
				return;
			case LoupePackage.RUN_ENTRY__RECIPE_HASH:
				setRecipeHash((String)newValue);
				return;
			case LoupePackage.RUN_ENTRY__IMAGE_SET:
				setImageSet((ImageSet)newValue);
				return;
			case LoupePackage.RUN_ENTRY__STATE:
				setState((RunState)newValue);
				return;
			case LoupePackage.RUN_ENTRY__STARTED:
				setStarted((Instant)newValue);
				return;
			case LoupePackage.RUN_ENTRY__SECONDS:
				setSeconds((Double)newValue);
				return;
			case LoupePackage.RUN_ENTRY__IMAGES:
				setImages((Integer)newValue);
				return;
			case LoupePackage.RUN_ENTRY__ERRORS:
				setErrors((Integer)newValue);
				return;
			case LoupePackage.RUN_ENTRY__DETECTIONS:
				setDetections((Long)newValue);
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
			case LoupePackage.RUN_ENTRY__NUMBER:
				setNumber(NUMBER_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__FOLDER:
				setFolder(FOLDER_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__RECIPE:
				setRecipe(RECIPE_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__RECIPE_HASH:
				setRecipeHash(RECIPE_HASH_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__IMAGE_SET:
				setImageSet((ImageSet)null);
				return;
			case LoupePackage.RUN_ENTRY__STATE:
				setState(STATE_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__STARTED:
				setStarted(STARTED_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__SECONDS:
				setSeconds(SECONDS_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__IMAGES:
				setImages(IMAGES_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__ERRORS:
				setErrors(ERRORS_EDEFAULT);
				return;
			case LoupePackage.RUN_ENTRY__DETECTIONS:
				setDetections(DETECTIONS_EDEFAULT);
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
			case LoupePackage.RUN_ENTRY__NUMBER:
				return number != NUMBER_EDEFAULT;
			case LoupePackage.RUN_ENTRY__FOLDER:
				return FOLDER_EDEFAULT == null ? folder != null : !FOLDER_EDEFAULT.equals(folder);
			case LoupePackage.RUN_ENTRY__RECIPE:
				return RECIPE_EDEFAULT == null ? recipe != null : !RECIPE_EDEFAULT.equals(recipe);
			case LoupePackage.RUN_ENTRY__RECIPE_HASH:
				return RECIPE_HASH_EDEFAULT == null ? recipeHash != null : !RECIPE_HASH_EDEFAULT.equals(recipeHash);
			case LoupePackage.RUN_ENTRY__IMAGE_SET:
				return imageSet != null;
			case LoupePackage.RUN_ENTRY__STATE:
				return state != STATE_EDEFAULT;
			case LoupePackage.RUN_ENTRY__STARTED:
				return STARTED_EDEFAULT == null ? started != null : !STARTED_EDEFAULT.equals(started);
			case LoupePackage.RUN_ENTRY__SECONDS:
				return seconds != SECONDS_EDEFAULT;
			case LoupePackage.RUN_ENTRY__IMAGES:
				return images != IMAGES_EDEFAULT;
			case LoupePackage.RUN_ENTRY__ERRORS:
				return errors != ERRORS_EDEFAULT;
			case LoupePackage.RUN_ENTRY__DETECTIONS:
				return detections != DETECTIONS_EDEFAULT;
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
		result.append(", folder: ");
		result.append(folder);
		result.append(", recipe: ");
		result.append(recipe);
		result.append(", recipeHash: ");
		result.append(recipeHash);
		result.append(", state: ");
		result.append(state);
		result.append(", started: ");
		result.append(started);
		result.append(", seconds: ");
		result.append(seconds);
		result.append(", images: ");
		result.append(images);
		result.append(", errors: ");
		result.append(errors);
		result.append(", detections: ");
		result.append(detections);
		result.append(')');
		return result.toString();
	}

} //RunEntryImpl
