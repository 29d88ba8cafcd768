/**
 */
package org.loupe.model.impl;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.loupe.model.LoupePackage;
import org.loupe.model.Zone;
import org.loupe.model.ZoneKind;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Zone</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.ZoneImpl#getKind <em>Kind</em>}</li>
 *   <li>{@link org.loupe.model.impl.ZoneImpl#getXUm <em>XUm</em>}</li>
 *   <li>{@link org.loupe.model.impl.ZoneImpl#getYUm <em>YUm</em>}</li>
 *   <li>{@link org.loupe.model.impl.ZoneImpl#getWidthUm <em>Width Um</em>}</li>
 *   <li>{@link org.loupe.model.impl.ZoneImpl#getHeightUm <em>Height Um</em>}</li>
 * </ul>
 *
 * @generated
 */
public class ZoneImpl extends NamedImpl implements Zone {
	/**
	 * The default value of the '{@link #getKind() <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getKind()
	 * @generated
	 * @ordered
	 */
	protected static final ZoneKind KIND_EDEFAULT = ZoneKind.CARE;

	/**
	 * The cached value of the '{@link #getKind() <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getKind()
	 * @generated
	 * @ordered
	 */
	protected ZoneKind kind = KIND_EDEFAULT;

	/**
	 * The default value of the '{@link #getXUm() <em>XUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getXUm()
	 * @generated
	 * @ordered
	 */
	protected static final double XUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getXUm() <em>XUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getXUm()
	 * @generated
	 * @ordered
	 */
	protected double xUm = XUM_EDEFAULT;

	/**
	 * The default value of the '{@link #getYUm() <em>YUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getYUm()
	 * @generated
	 * @ordered
	 */
	protected static final double YUM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getYUm() <em>YUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getYUm()
	 * @generated
	 * @ordered
	 */
	protected double yUm = YUM_EDEFAULT;

	/**
	 * The default value of the '{@link #getWidthUm() <em>Width Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getWidthUm()
	 * @generated
	 * @ordered
	 */
	protected static final double WIDTH_UM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getWidthUm() <em>Width Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getWidthUm()
	 * @generated
	 * @ordered
	 */
	protected double widthUm = WIDTH_UM_EDEFAULT;

	/**
	 * The default value of the '{@link #getHeightUm() <em>Height Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getHeightUm()
	 * @generated
	 * @ordered
	 */
	protected static final double HEIGHT_UM_EDEFAULT = 0.0;

	/**
	 * The cached value of the '{@link #getHeightUm() <em>Height Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getHeightUm()
	 * @generated
	 * @ordered
	 */
	protected double heightUm = HEIGHT_UM_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected ZoneImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.ZONE;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public ZoneKind getKind() {
		return kind;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setKind(ZoneKind newKind) {
		ZoneKind oldKind = kind;
		kind = newKind == null ? KIND_EDEFAULT : newKind;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ZONE__KIND, oldKind, kind));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getXUm() {
		return xUm;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setXUm(double newXUm) {
		double oldXUm = xUm;
		xUm = newXUm;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ZONE__XUM, oldXUm, xUm));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getYUm() {
		return yUm;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setYUm(double newYUm) {
		double oldYUm = yUm;
		yUm = newYUm;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ZONE__YUM, oldYUm, yUm));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getWidthUm() {
		return widthUm;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setWidthUm(double newWidthUm) {
		double oldWidthUm = widthUm;
		widthUm = newWidthUm;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ZONE__WIDTH_UM, oldWidthUm, widthUm));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getHeightUm() {
		return heightUm;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setHeightUm(double newHeightUm) {
		double oldHeightUm = heightUm;
		heightUm = newHeightUm;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.ZONE__HEIGHT_UM, oldHeightUm, heightUm));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.ZONE__KIND:
				return getKind();
			case LoupePackage.ZONE__XUM:
				return getXUm();
			case LoupePackage.ZONE__YUM:
				return getYUm();
			case LoupePackage.ZONE__WIDTH_UM:
				return getWidthUm();
			case LoupePackage.ZONE__HEIGHT_UM:
				return getHeightUm();
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
			case LoupePackage.ZONE__KIND:
				setKind((ZoneKind)newValue);
				return;
			case LoupePackage.ZONE__XUM:
				setXUm((Double)newValue);
				return;
			case LoupePackage.ZONE__YUM:
				setYUm((Double)newValue);
				return;
			case LoupePackage.ZONE__WIDTH_UM:
				setWidthUm((Double)newValue);
				return;
			case LoupePackage.ZONE__HEIGHT_UM:
				setHeightUm((Double)newValue);
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
			case LoupePackage.ZONE__KIND:
				setKind(KIND_EDEFAULT);
				return;
			case LoupePackage.ZONE__XUM:
				setXUm(XUM_EDEFAULT);
				return;
			case LoupePackage.ZONE__YUM:
				setYUm(YUM_EDEFAULT);
				return;
			case LoupePackage.ZONE__WIDTH_UM:
				setWidthUm(WIDTH_UM_EDEFAULT);
				return;
			case LoupePackage.ZONE__HEIGHT_UM:
				setHeightUm(HEIGHT_UM_EDEFAULT);
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
			case LoupePackage.ZONE__KIND:
				return kind != KIND_EDEFAULT;
			case LoupePackage.ZONE__XUM:
				return xUm != XUM_EDEFAULT;
			case LoupePackage.ZONE__YUM:
				return yUm != YUM_EDEFAULT;
			case LoupePackage.ZONE__WIDTH_UM:
				return widthUm != WIDTH_UM_EDEFAULT;
			case LoupePackage.ZONE__HEIGHT_UM:
				return heightUm != HEIGHT_UM_EDEFAULT;
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
		result.append(", xUm: ");
		result.append(xUm);
		result.append(", yUm: ");
		result.append(yUm);
		result.append(", widthUm: ");
		result.append(widthUm);
		result.append(", heightUm: ");
		result.append(heightUm);
		result.append(')');
		return result.toString();
	}

} //ZoneImpl
