/**
 */
package org.loupe.model.impl;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.loupe.model.ImageSet;
import org.loupe.model.LoupePackage;
import org.loupe.model.WaferEntry;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Wafer Entry</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getFile <em>File</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getSource <em>Source</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getIndex <em>Index</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getSha256 <em>Sha256</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getLot <em>Lot</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getWafer <em>Wafer</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getSlot <em>Slot</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getStep <em>Step</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getDefects <em>Defects</em>}</li>
 *   <li>{@link org.loupe.model.impl.WaferEntryImpl#getImageSet <em>Image Set</em>}</li>
 * </ul>
 *
 * @generated
 */
public class WaferEntryImpl extends NamedImpl implements WaferEntry {
	/**
	 * The default value of the '{@link #getFile() <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFile()
	 * @generated
	 * @ordered
	 */
	protected static final String FILE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getFile() <em>File</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFile()
	 * @generated
	 * @ordered
	 */
	protected String file = FILE_EDEFAULT;

	/**
	 * The default value of the '{@link #getSource() <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSource()
	 * @generated
	 * @ordered
	 */
	protected static final String SOURCE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getSource() <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSource()
	 * @generated
	 * @ordered
	 */
	protected String source = SOURCE_EDEFAULT;

	/**
	 * The default value of the '{@link #getIndex() <em>Index</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getIndex()
	 * @generated
	 * @ordered
	 */
	protected static final int INDEX_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getIndex() <em>Index</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getIndex()
	 * @generated
	 * @ordered
	 */
	protected int index = INDEX_EDEFAULT;

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
	 * The default value of the '{@link #getSlot() <em>Slot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSlot()
	 * @generated
	 * @ordered
	 */
	protected static final int SLOT_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getSlot() <em>Slot</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSlot()
	 * @generated
	 * @ordered
	 */
	protected int slot = SLOT_EDEFAULT;

	/**
	 * The default value of the '{@link #getStep() <em>Step</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getStep()
	 * @generated
	 * @ordered
	 */
	protected static final String STEP_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getStep() <em>Step</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getStep()
	 * @generated
	 * @ordered
	 */
	protected String step = STEP_EDEFAULT;

	/**
	 * The default value of the '{@link #getDefects() <em>Defects</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDefects()
	 * @generated
	 * @ordered
	 */
	protected static final int DEFECTS_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getDefects() <em>Defects</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getDefects()
	 * @generated
	 * @ordered
	 */
	protected int defects = DEFECTS_EDEFAULT;

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
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected WaferEntryImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.WAFER_ENTRY;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getFile() {
		return file;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFile(String newFile) {
		String oldFile = file;
		file = newFile;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__FILE, oldFile, file));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getSource() {
		return source;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSource(String newSource) {
		String oldSource = source;
		source = newSource;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__SOURCE, oldSource, source));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getIndex() {
		return index;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setIndex(int newIndex) {
		int oldIndex = index;
		index = newIndex;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__INDEX, oldIndex, index));
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__SHA256, oldSha256, sha256));
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__LOT, oldLot, lot));
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__WAFER, oldWafer, wafer));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getSlot() {
		return slot;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSlot(int newSlot) {
		int oldSlot = slot;
		slot = newSlot;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__SLOT, oldSlot, slot));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getStep() {
		return step;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setStep(String newStep) {
		String oldStep = step;
		step = newStep;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__STEP, oldStep, step));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getDefects() {
		return defects;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setDefects(int newDefects) {
		int oldDefects = defects;
		defects = newDefects;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__DEFECTS, oldDefects, defects));
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
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.WAFER_ENTRY__IMAGE_SET, oldImageSet, imageSet));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.WAFER_ENTRY__FILE:
				return getFile();
			case LoupePackage.WAFER_ENTRY__SOURCE:
				return getSource();
			case LoupePackage.WAFER_ENTRY__INDEX:
				return getIndex();
			case LoupePackage.WAFER_ENTRY__SHA256:
				return getSha256();
			case LoupePackage.WAFER_ENTRY__LOT:
				return getLot();
			case LoupePackage.WAFER_ENTRY__WAFER:
				return getWafer();
			case LoupePackage.WAFER_ENTRY__SLOT:
				return getSlot();
			case LoupePackage.WAFER_ENTRY__STEP:
				return getStep();
			case LoupePackage.WAFER_ENTRY__DEFECTS:
				return getDefects();
			case LoupePackage.WAFER_ENTRY__IMAGE_SET:
				return getImageSet();
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
			case LoupePackage.WAFER_ENTRY__FILE:
				setFile((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__SOURCE:
				setSource((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__INDEX:
				setIndex((Integer)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__SHA256:
				setSha256((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__LOT:
				setLot((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__WAFER:
				setWafer((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__SLOT:
				setSlot((Integer)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__STEP:
				setStep((String)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__DEFECTS:
				setDefects((Integer)newValue);
				return;
			case LoupePackage.WAFER_ENTRY__IMAGE_SET:
				setImageSet((ImageSet)newValue);
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
			case LoupePackage.WAFER_ENTRY__FILE:
				setFile(FILE_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__SOURCE:
				setSource(SOURCE_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__INDEX:
				setIndex(INDEX_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__SHA256:
				setSha256(SHA256_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__LOT:
				setLot(LOT_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__WAFER:
				setWafer(WAFER_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__SLOT:
				setSlot(SLOT_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__STEP:
				setStep(STEP_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__DEFECTS:
				setDefects(DEFECTS_EDEFAULT);
				return;
			case LoupePackage.WAFER_ENTRY__IMAGE_SET:
				setImageSet((ImageSet)null);
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
			case LoupePackage.WAFER_ENTRY__FILE:
				return FILE_EDEFAULT == null ? file != null : !FILE_EDEFAULT.equals(file);
			case LoupePackage.WAFER_ENTRY__SOURCE:
				return SOURCE_EDEFAULT == null ? source != null : !SOURCE_EDEFAULT.equals(source);
			case LoupePackage.WAFER_ENTRY__INDEX:
				return index != INDEX_EDEFAULT;
			case LoupePackage.WAFER_ENTRY__SHA256:
				return SHA256_EDEFAULT == null ? sha256 != null : !SHA256_EDEFAULT.equals(sha256);
			case LoupePackage.WAFER_ENTRY__LOT:
				return LOT_EDEFAULT == null ? lot != null : !LOT_EDEFAULT.equals(lot);
			case LoupePackage.WAFER_ENTRY__WAFER:
				return WAFER_EDEFAULT == null ? wafer != null : !WAFER_EDEFAULT.equals(wafer);
			case LoupePackage.WAFER_ENTRY__SLOT:
				return slot != SLOT_EDEFAULT;
			case LoupePackage.WAFER_ENTRY__STEP:
				return STEP_EDEFAULT == null ? step != null : !STEP_EDEFAULT.equals(step);
			case LoupePackage.WAFER_ENTRY__DEFECTS:
				return defects != DEFECTS_EDEFAULT;
			case LoupePackage.WAFER_ENTRY__IMAGE_SET:
				return imageSet != null;
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
		result.append(" (file: ");
		result.append(file);
		result.append(", source: ");
		result.append(source);
		result.append(", index: ");
		result.append(index);
		result.append(", sha256: ");
		result.append(sha256);
		result.append(", lot: ");
		result.append(lot);
		result.append(", wafer: ");
		result.append(wafer);
		result.append(", slot: ");
		result.append(slot);
		result.append(", step: ");
		result.append(step);
		result.append(", defects: ");
		result.append(defects);
		result.append(')');
		return result.toString();
	}

} //WaferEntryImpl
