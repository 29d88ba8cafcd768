/**
 */
package org.loupe.model.impl;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.loupe.model.ImageSet;
import org.loupe.model.Layout;
import org.loupe.model.LoupePackage;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Image Set</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getRoot <em>Root</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getPattern <em>Pattern</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getReference <em>Reference</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getPairing <em>Pairing</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getTruth <em>Truth</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getUmPerPx <em>Um Per Px</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getLayer <em>Layer</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getMode <em>Mode</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getMagnification <em>Magnification</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getExposureMs <em>Exposure Ms</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getLayout <em>Layout</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#isExamples <em>Examples</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getLot <em>Lot</em>}</li>
 *   <li>{@link org.loupe.model.impl.ImageSetImpl#getWafer <em>Wafer</em>}</li>
 * </ul>
 *
 * @generated
 */
public class ImageSetImpl extends NamedImpl implements ImageSet {
	/**
	 * The default value of the '{@link #getRoot() <em>Root</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRoot()
	 * @generated
	 * @ordered
	 */
	protected static final String ROOT_EDEFAULT = "images";

	/**
	 * The cached value of the '{@link #getRoot() <em>Root</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRoot()
	 * @generated
	 * @ordered
	 */
	protected String root = ROOT_EDEFAULT;

	/**
	 * The default value of the '{@link #getPattern() <em>Pattern</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPattern()
	 * @generated
	 * @ordered
	 */
	protected static final String PATTERN_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getPattern() <em>Pattern</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPattern()
	 * @generated
	 * @ordered
	 */
	protected String pattern = PATTERN_EDEFAULT;

	/**
	 * The default value of the '{@link #getReference() <em>Reference</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getReference()
	 * @generated
	 * @ordered
	 */
	protected static final String REFERENCE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getReference() <em>Reference</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getReference()
	 * @generated
	 * @ordered
	 */
	protected String reference = REFERENCE_EDEFAULT;

	/**
	 * The default value of the '{@link #getPairing() <em>Pairing</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPairing()
	 * @generated
	 * @ordered
	 */
	protected static final String PAIRING_EDEFAULT = "auto";

	/**
	 * The cached value of the '{@link #getPairing() <em>Pairing</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPairing()
	 * @generated
	 * @ordered
	 */
	protected String pairing = PAIRING_EDEFAULT;

	/**
	 * The default value of the '{@link #getTruth() <em>Truth</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTruth()
	 * @generated
	 * @ordered
	 */
	protected static final String TRUTH_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getTruth() <em>Truth</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getTruth()
	 * @generated
	 * @ordered
	 */
	protected String truth = TRUTH_EDEFAULT;

	/**
	 * The default value of the '{@link #getUmPerPx() <em>Um Per Px</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getUmPerPx()
	 * @generated
	 * @ordered
	 */
	protected static final double UM_PER_PX_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getUmPerPx() <em>Um Per Px</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getUmPerPx()
	 * @generated
	 * @ordered
	 */
	protected double umPerPx = UM_PER_PX_EDEFAULT;

	/**
	 * The default value of the '{@link #getLayer() <em>Layer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLayer()
	 * @generated
	 * @ordered
	 */
	protected static final String LAYER_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getLayer() <em>Layer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLayer()
	 * @generated
	 * @ordered
	 */
	protected String layer = LAYER_EDEFAULT;

	/**
	 * The default value of the '{@link #getMode() <em>Mode</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMode()
	 * @generated
	 * @ordered
	 */
	protected static final String MODE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getMode() <em>Mode</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMode()
	 * @generated
	 * @ordered
	 */
	protected String mode = MODE_EDEFAULT;

	/**
	 * The default value of the '{@link #getMagnification() <em>Magnification</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMagnification()
	 * @generated
	 * @ordered
	 */
	protected static final double MAGNIFICATION_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getMagnification() <em>Magnification</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMagnification()
	 * @generated
	 * @ordered
	 */
	protected double magnification = MAGNIFICATION_EDEFAULT;

	/**
	 * The default value of the '{@link #getExposureMs() <em>Exposure Ms</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getExposureMs()
	 * @generated
	 * @ordered
	 */
	protected static final double EXPOSURE_MS_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getExposureMs() <em>Exposure Ms</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getExposureMs()
	 * @generated
	 * @ordered
	 */
	protected double exposureMs = EXPOSURE_MS_EDEFAULT;

	/**
	 * The cached value of the '{@link #getLayout() <em>Layout</em>}' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLayout()
	 * @generated
	 * @ordered
	 */
	protected Layout layout;

	/**
	 * The default value of the '{@link #isExamples() <em>Examples</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #isExamples()
	 * @generated
	 * @ordered
	 */
	protected static final boolean EXAMPLES_EDEFAULT = false;

	/**
	 * The cached value of the '{@link #isExamples() <em>Examples</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #isExamples()
	 * @generated
	 * @ordered
	 */
	protected boolean examples = EXAMPLES_EDEFAULT;

	/**
	 * The default value of the '{@link #getLot() <em>Lot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLot()
	 * @generated
	 * @ordered
	 */
	protected static final String LOT_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getLot() <em>Lot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLot()
	 * @generated
	 * @ordered
	 */
	protected String lot = LOT_EDEFAULT;

	/**
	 * The default value of the '{@link #getWafer() <em>Wafer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getWafer()
	 * @generated
	 * @ordered
	 */
	protected static final String WAFER_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getWafer() <em>Wafer</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getWafer()
	 * @generated
	 * @ordered
	 */
	protected String wafer = WAFER_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected ImageSetImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.IMAGE_SET;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getRoot() {
		return root;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setRoot(String newRoot) {
		String oldRoot = root;
		root = newRoot;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__ROOT, oldRoot, root));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getPattern() {
		return pattern;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setPattern(String newPattern) {
		String oldPattern = pattern;
		pattern = newPattern;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__PATTERN, oldPattern, pattern));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getReference() {
		return reference;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setReference(String newReference) {
		String oldReference = reference;
		reference = newReference;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__REFERENCE, oldReference, reference));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getPairing() {
		return pairing;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setPairing(String newPairing) {
		String oldPairing = pairing;
		pairing = newPairing;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__PAIRING, oldPairing, pairing));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getTruth() {
		return truth;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setTruth(String newTruth) {
		String oldTruth = truth;
		truth = newTruth;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__TRUTH, oldTruth, truth));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getUmPerPx() {
		return umPerPx;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setUmPerPx(double newUmPerPx) {
		double oldUmPerPx = umPerPx;
		umPerPx = newUmPerPx;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__UM_PER_PX, oldUmPerPx, umPerPx));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getLayer() {
		return layer;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLayer(String newLayer) {
		String oldLayer = layer;
		layer = newLayer;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__LAYER, oldLayer, layer));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getMode() {
		return mode;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setMode(String newMode) {
		String oldMode = mode;
		mode = newMode;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__MODE, oldMode, mode));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getMagnification() {
		return magnification;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setMagnification(double newMagnification) {
		double oldMagnification = magnification;
		magnification = newMagnification;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__MAGNIFICATION, oldMagnification, magnification));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getExposureMs() {
		return exposureMs;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setExposureMs(double newExposureMs) {
		double oldExposureMs = exposureMs;
		exposureMs = newExposureMs;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__EXPOSURE_MS, oldExposureMs, exposureMs));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Layout getLayout() {
		return layout;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLayout(Layout newLayout) {
		Layout oldLayout = layout;
		layout = newLayout;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__LAYOUT, oldLayout, layout));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public boolean isExamples() {
		return examples;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setExamples(boolean newExamples) {
		boolean oldExamples = examples;
		examples = newExamples;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__EXAMPLES, oldExamples, examples));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getLot() {
		return lot;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setLot(String newLot) {
		String oldLot = lot;
		lot = newLot;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__LOT, oldLot, lot));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getWafer() {
		return wafer;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setWafer(String newWafer) {
		String oldWafer = wafer;
		wafer = newWafer;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.IMAGE_SET__WAFER, oldWafer, wafer));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.IMAGE_SET__ROOT:
				return getRoot();
			case LoupePackage.IMAGE_SET__PATTERN:
				return getPattern();
			case LoupePackage.IMAGE_SET__REFERENCE:
				return getReference();
			case LoupePackage.IMAGE_SET__PAIRING:
				return getPairing();
			case LoupePackage.IMAGE_SET__TRUTH:
				return getTruth();
			case LoupePackage.IMAGE_SET__UM_PER_PX:
				return getUmPerPx();
			case LoupePackage.IMAGE_SET__LAYER:
				return getLayer();
			case LoupePackage.IMAGE_SET__MODE:
				return getMode();
			case LoupePackage.IMAGE_SET__MAGNIFICATION:
				return getMagnification();
			case LoupePackage.IMAGE_SET__EXPOSURE_MS:
				return getExposureMs();
			case LoupePackage.IMAGE_SET__LAYOUT:
				return getLayout();
			case LoupePackage.IMAGE_SET__EXAMPLES:
				return isExamples();
			case LoupePackage.IMAGE_SET__LOT:
				return getLot();
			case LoupePackage.IMAGE_SET__WAFER:
				return getWafer();
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
			case LoupePackage.IMAGE_SET__ROOT:
				setRoot((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__PATTERN:
				setPattern((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__REFERENCE:
				setReference((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__PAIRING:
				setPairing((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__TRUTH:
				setTruth((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__UM_PER_PX:
				setUmPerPx((Double)newValue);
				return;
			case LoupePackage.IMAGE_SET__LAYER:
				setLayer((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__MODE:
				setMode((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__MAGNIFICATION:
				setMagnification((Double)newValue);
				return;
			case LoupePackage.IMAGE_SET__EXPOSURE_MS:
				setExposureMs((Double)newValue);
				return;
			case LoupePackage.IMAGE_SET__LAYOUT:
				setLayout((Layout)newValue);
				return;
			case LoupePackage.IMAGE_SET__EXAMPLES:
				setExamples((Boolean)newValue);
				return;
			case LoupePackage.IMAGE_SET__LOT:
				setLot((String)newValue);
				return;
			case LoupePackage.IMAGE_SET__WAFER:
				setWafer((String)newValue);
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
			case LoupePackage.IMAGE_SET__ROOT:
				setRoot(ROOT_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__PATTERN:
				setPattern(PATTERN_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__REFERENCE:
				setReference(REFERENCE_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__PAIRING:
				setPairing(PAIRING_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__TRUTH:
				setTruth(TRUTH_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__UM_PER_PX:
				setUmPerPx(UM_PER_PX_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__LAYER:
				setLayer(LAYER_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__MODE:
				setMode(MODE_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__MAGNIFICATION:
				setMagnification(MAGNIFICATION_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__EXPOSURE_MS:
				setExposureMs(EXPOSURE_MS_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__LAYOUT:
				setLayout((Layout)null);
				return;
			case LoupePackage.IMAGE_SET__EXAMPLES:
				setExamples(EXAMPLES_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__LOT:
				setLot(LOT_EDEFAULT);
				return;
			case LoupePackage.IMAGE_SET__WAFER:
				setWafer(WAFER_EDEFAULT);
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
			case LoupePackage.IMAGE_SET__ROOT:
				return ROOT_EDEFAULT == null ? root != null : !ROOT_EDEFAULT.equals(root);
			case LoupePackage.IMAGE_SET__PATTERN:
				return PATTERN_EDEFAULT == null ? pattern != null : !PATTERN_EDEFAULT.equals(pattern);
			case LoupePackage.IMAGE_SET__REFERENCE:
				return REFERENCE_EDEFAULT == null ? reference != null : !REFERENCE_EDEFAULT.equals(reference);
			case LoupePackage.IMAGE_SET__PAIRING:
				return PAIRING_EDEFAULT == null ? pairing != null : !PAIRING_EDEFAULT.equals(pairing);
			case LoupePackage.IMAGE_SET__TRUTH:
				return TRUTH_EDEFAULT == null ? truth != null : !TRUTH_EDEFAULT.equals(truth);
			case LoupePackage.IMAGE_SET__UM_PER_PX:
				return umPerPx != UM_PER_PX_EDEFAULT;
			case LoupePackage.IMAGE_SET__LAYER:
				return LAYER_EDEFAULT == null ? layer != null : !LAYER_EDEFAULT.equals(layer);
			case LoupePackage.IMAGE_SET__MODE:
				return MODE_EDEFAULT == null ? mode != null : !MODE_EDEFAULT.equals(mode);
			case LoupePackage.IMAGE_SET__MAGNIFICATION:
				return magnification != MAGNIFICATION_EDEFAULT;
			case LoupePackage.IMAGE_SET__EXPOSURE_MS:
				return exposureMs != EXPOSURE_MS_EDEFAULT;
			case LoupePackage.IMAGE_SET__LAYOUT:
				return layout != null;
			case LoupePackage.IMAGE_SET__EXAMPLES:
				return examples != EXAMPLES_EDEFAULT;
			case LoupePackage.IMAGE_SET__LOT:
				return LOT_EDEFAULT == null ? lot != null : !LOT_EDEFAULT.equals(lot);
			case LoupePackage.IMAGE_SET__WAFER:
				return WAFER_EDEFAULT == null ? wafer != null : !WAFER_EDEFAULT.equals(wafer);
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
		result.append(" (root: ");
		result.append(root);
		result.append(", pattern: ");
		result.append(pattern);
		result.append(", reference: ");
		result.append(reference);
		result.append(", pairing: ");
		result.append(pairing);
		result.append(", truth: ");
		result.append(truth);
		result.append(", umPerPx: ");
		result.append(umPerPx);
		result.append(", layer: ");
		result.append(layer);
		result.append(", mode: ");
		result.append(mode);
		result.append(", magnification: ");
		result.append(magnification);
		result.append(", exposureMs: ");
		result.append(exposureMs);
		result.append(", examples: ");
		result.append(examples);
		result.append(", lot: ");
		result.append(lot);
		result.append(", wafer: ");
		result.append(wafer);
		result.append(')');
		return result.toString();
	}

} //ImageSetImpl
