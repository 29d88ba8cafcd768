/**
 */
package org.loupe.model.impl;

import java.util.Collection;

import org.eclipse.emf.common.notify.Notification;
import org.eclipse.emf.common.notify.NotificationChain;

import org.eclipse.emf.common.util.EList;

import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.InternalEObject;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.eclipse.emf.ecore.util.EObjectContainmentEList;
import org.eclipse.emf.ecore.util.InternalEList;

import org.loupe.model.Layout;
import org.loupe.model.LayoutKind;
import org.loupe.model.LoupePackage;
import org.loupe.model.Zone;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Layout</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getKind <em>Kind</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#isInPixels <em>In Pixels</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getColumns <em>Columns</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getRows <em>Rows</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getPitchXum <em>Pitch Xum</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getPitchYum <em>Pitch Yum</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getOriginXum <em>Origin Xum</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getOriginYum <em>Origin Yum</em>}</li>
 *   <li>{@link org.loupe.model.impl.LayoutImpl#getZones <em>Zones</em>}</li>
 * </ul>
 *
 * @generated
 */
public class LayoutImpl extends NamedImpl implements Layout {
	/**
	 * The default value of the '{@link #getKind() <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getKind()
	 * @generated
	 * @ordered
	 */
	protected static final LayoutKind KIND_EDEFAULT = LayoutKind.DIES;

	/**
	 * The cached value of the '{@link #getKind() <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getKind()
	 * @generated
	 * @ordered
	 */
	protected LayoutKind kind = KIND_EDEFAULT;

	/**
	 * The default value of the '{@link #isInPixels() <em>In Pixels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #isInPixels()
	 * @generated
	 * @ordered
	 */
	protected static final boolean IN_PIXELS_EDEFAULT = false;

	/**
	 * The cached value of the '{@link #isInPixels() <em>In Pixels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #isInPixels()
	 * @generated
	 * @ordered
	 */
	protected boolean inPixels = IN_PIXELS_EDEFAULT;

	/**
	 * The default value of the '{@link #getColumns() <em>Columns</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getColumns()
	 * @generated
	 * @ordered
	 */
	protected static final int COLUMNS_EDEFAULT = 1;

	/**
	 * The cached value of the '{@link #getColumns() <em>Columns</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getColumns()
	 * @generated
	 * @ordered
	 */
	protected int columns = COLUMNS_EDEFAULT;

	/**
	 * The default value of the '{@link #getRows() <em>Rows</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRows()
	 * @generated
	 * @ordered
	 */
	protected static final int ROWS_EDEFAULT = 1;

	/**
	 * The cached value of the '{@link #getRows() <em>Rows</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRows()
	 * @generated
	 * @ordered
	 */
	protected int rows = ROWS_EDEFAULT;

	/**
	 * The default value of the '{@link #getPitchXum() <em>Pitch Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPitchXum()
	 * @generated
	 * @ordered
	 */
	protected static final double PITCH_XUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getPitchXum() <em>Pitch Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPitchXum()
	 * @generated
	 * @ordered
	 */
	protected double pitchXum = PITCH_XUM_EDEFAULT;

	/**
	 * The default value of the '{@link #getPitchYum() <em>Pitch Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPitchYum()
	 * @generated
	 * @ordered
	 */
	protected static final double PITCH_YUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getPitchYum() <em>Pitch Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPitchYum()
	 * @generated
	 * @ordered
	 */
	protected double pitchYum = PITCH_YUM_EDEFAULT;

	/**
	 * The default value of the '{@link #getOriginXum() <em>Origin Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOriginXum()
	 * @generated
	 * @ordered
	 */
	protected static final double ORIGIN_XUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getOriginXum() <em>Origin Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOriginXum()
	 * @generated
	 * @ordered
	 */
	protected double originXum = ORIGIN_XUM_EDEFAULT;

	/**
	 * The default value of the '{@link #getOriginYum() <em>Origin Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOriginYum()
	 * @generated
	 * @ordered
	 */
	protected static final double ORIGIN_YUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getOriginYum() <em>Origin Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOriginYum()
	 * @generated
	 * @ordered
	 */
	protected double originYum = ORIGIN_YUM_EDEFAULT;

	/**
	 * The cached value of the '{@link #getZones() <em>Zones</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getZones()
	 * @generated
	 * @ordered
	 */
	protected EList<Zone> zones;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected LayoutImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.LAYOUT;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public LayoutKind getKind() {
		return kind;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setKind(LayoutKind newKind) {
		LayoutKind oldKind = kind;
		kind = newKind == null ? KIND_EDEFAULT : newKind;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__KIND, oldKind, kind));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public boolean isInPixels() {
		return inPixels;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setInPixels(boolean newInPixels) {
		boolean oldInPixels = inPixels;
		inPixels = newInPixels;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__IN_PIXELS, oldInPixels, inPixels));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getColumns() {
		return columns;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setColumns(int newColumns) {
		int oldColumns = columns;
		columns = newColumns;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__COLUMNS, oldColumns, columns));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getRows() {
		return rows;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setRows(int newRows) {
		int oldRows = rows;
		rows = newRows;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__ROWS, oldRows, rows));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getPitchXum() {
		return pitchXum;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setPitchXum(double newPitchXum) {
		double oldPitchXum = pitchXum;
		pitchXum = newPitchXum;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__PITCH_XUM, oldPitchXum, pitchXum));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getPitchYum() {
		return pitchYum;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setPitchYum(double newPitchYum) {
		double oldPitchYum = pitchYum;
		pitchYum = newPitchYum;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__PITCH_YUM, oldPitchYum, pitchYum));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getOriginXum() {
		return originXum;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setOriginXum(double newOriginXum) {
		double oldOriginXum = originXum;
		originXum = newOriginXum;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__ORIGIN_XUM, oldOriginXum, originXum));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getOriginYum() {
		return originYum;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setOriginYum(double newOriginYum) {
		double oldOriginYum = originYum;
		originYum = newOriginYum;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.LAYOUT__ORIGIN_YUM, oldOriginYum, originYum));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Zone> getZones() {
		if (zones == null) {
			zones = new EObjectContainmentEList<Zone>(Zone.class, this, LoupePackage.LAYOUT__ZONES);
		}
		return zones;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public NotificationChain eInverseRemove(InternalEObject otherEnd, int featureID, NotificationChain msgs) {
		switch (featureID) {
			case LoupePackage.LAYOUT__ZONES:
				return ((InternalEList<?>)getZones()).basicRemove(otherEnd, msgs);
		}
		return super.eInverseRemove(otherEnd, featureID, msgs);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.LAYOUT__KIND:
				return getKind();
			case LoupePackage.LAYOUT__IN_PIXELS:
				return isInPixels();
			case LoupePackage.LAYOUT__COLUMNS:
				return getColumns();
			case LoupePackage.LAYOUT__ROWS:
				return getRows();
			case LoupePackage.LAYOUT__PITCH_XUM:
				return getPitchXum();
			case LoupePackage.LAYOUT__PITCH_YUM:
				return getPitchYum();
			case LoupePackage.LAYOUT__ORIGIN_XUM:
				return getOriginXum();
			case LoupePackage.LAYOUT__ORIGIN_YUM:
				return getOriginYum();
			case LoupePackage.LAYOUT__ZONES:
				return getZones();
		}
		return super.eGet(featureID, resolve, coreType);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@SuppressWarnings("unchecked")
	@Override
	public void eSet(int featureID, Object newValue) {
		switch (featureID) {
			case LoupePackage.LAYOUT__KIND:
				setKind((LayoutKind)newValue);
				return;
			case LoupePackage.LAYOUT__IN_PIXELS:
				setInPixels((Boolean)newValue);
				return;
			case LoupePackage.LAYOUT__COLUMNS:
				setColumns((Integer)newValue);
				return;
			case LoupePackage.LAYOUT__ROWS:
				setRows((Integer)newValue);
				return;
			case LoupePackage.LAYOUT__PITCH_XUM:
				setPitchXum((Double)newValue);
				return;
			case LoupePackage.LAYOUT__PITCH_YUM:
				setPitchYum((Double)newValue);
				return;
			case LoupePackage.LAYOUT__ORIGIN_XUM:
				setOriginXum((Double)newValue);
				return;
			case LoupePackage.LAYOUT__ORIGIN_YUM:
				setOriginYum((Double)newValue);
				return;
			case LoupePackage.LAYOUT__ZONES:
				getZones().clear();
				getZones().addAll((Collection<? extends Zone>)newValue);
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
			case LoupePackage.LAYOUT__KIND:
				setKind(KIND_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__IN_PIXELS:
				setInPixels(IN_PIXELS_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__COLUMNS:
				setColumns(COLUMNS_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__ROWS:
				setRows(ROWS_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__PITCH_XUM:
				setPitchXum(PITCH_XUM_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__PITCH_YUM:
				setPitchYum(PITCH_YUM_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__ORIGIN_XUM:
				setOriginXum(ORIGIN_XUM_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__ORIGIN_YUM:
				setOriginYum(ORIGIN_YUM_EDEFAULT);
				return;
			case LoupePackage.LAYOUT__ZONES:
				getZones().clear();
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
			case LoupePackage.LAYOUT__KIND:
				return kind != KIND_EDEFAULT;
			case LoupePackage.LAYOUT__IN_PIXELS:
				return inPixels != IN_PIXELS_EDEFAULT;
			case LoupePackage.LAYOUT__COLUMNS:
				return columns != COLUMNS_EDEFAULT;
			case LoupePackage.LAYOUT__ROWS:
				return rows != ROWS_EDEFAULT;
			case LoupePackage.LAYOUT__PITCH_XUM:
				return pitchXum != PITCH_XUM_EDEFAULT;
			case LoupePackage.LAYOUT__PITCH_YUM:
				return pitchYum != PITCH_YUM_EDEFAULT;
			case LoupePackage.LAYOUT__ORIGIN_XUM:
				return originXum != ORIGIN_XUM_EDEFAULT;
			case LoupePackage.LAYOUT__ORIGIN_YUM:
				return originYum != ORIGIN_YUM_EDEFAULT;
			case LoupePackage.LAYOUT__ZONES:
				return zones != null && !zones.isEmpty();
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
		result.append(" (kind: ");
		result.append(kind);
		result.append(", inPixels: ");
		result.append(inPixels);
		result.append(", columns: ");
		result.append(columns);
		result.append(", rows: ");
		result.append(rows);
		result.append(", pitchXum: ");
		result.append(pitchXum);
		result.append(", pitchYum: ");
		result.append(pitchYum);
		result.append(", originXum: ");
		result.append(originXum);
		result.append(", originYum: ");
		result.append(originYum);
		result.append(')');
		return result.toString();
	}

} //LayoutImpl
