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

import org.loupe.model.ClassScheme;
import org.loupe.model.DefectClass;
import org.loupe.model.LoupePackage;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Class Scheme</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.ClassSchemeImpl#getNextCode <em>Next Code</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClassSchemeImpl#getClasses <em>Classes</em>}</li>
 * </ul>
 *
 * @generated
 */
public class ClassSchemeImpl extends NamedImpl implements ClassScheme {
	/**
	 * The default value of the '{@link #getNextCode() <em>Next Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNextCode()
	 * @generated
	 * @ordered
	 */
	protected static final int NEXT_CODE_EDEFAULT = 1;

	/**
	 * The cached value of the '{@link #getNextCode() <em>Next Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNextCode()
	 * @generated
	 * @ordered
	 */
	protected int nextCode = NEXT_CODE_EDEFAULT;

	/**
	 * The cached value of the '{@link #getClasses() <em>Classes</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getClasses()
	 * @generated
	 * @ordered
	 */
	protected EList<DefectClass> classes;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected ClassSchemeImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.CLASS_SCHEME;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getNextCode() {
		return nextCode;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setNextCode(int newNextCode) {
		int oldNextCode = nextCode;
		nextCode = newNextCode;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLASS_SCHEME__NEXT_CODE, oldNextCode, nextCode));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<DefectClass> getClasses() {
		if (classes == null) {
			classes = new EObjectContainmentEList<DefectClass>(DefectClass.class, this, LoupePackage.CLASS_SCHEME__CLASSES);
		}
		return classes;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public NotificationChain eInverseRemove(InternalEObject otherEnd, int featureID, NotificationChain msgs) {
		switch (featureID) {
			case LoupePackage.CLASS_SCHEME__CLASSES:
				return ((InternalEList<?>)getClasses()).basicRemove(otherEnd, msgs);
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
			case LoupePackage.CLASS_SCHEME__NEXT_CODE:
				return getNextCode();
			case LoupePackage.CLASS_SCHEME__CLASSES:
				return getClasses();
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
			case LoupePackage.CLASS_SCHEME__NEXT_CODE:
				setNextCode((Integer)newValue);
				return;
			case LoupePackage.CLASS_SCHEME__CLASSES:
				getClasses().clear();
				getClasses().addAll((Collection<? extends DefectClass>)newValue);
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
			case LoupePackage.CLASS_SCHEME__NEXT_CODE:
				setNextCode(NEXT_CODE_EDEFAULT);
				return;
			case LoupePackage.CLASS_SCHEME__CLASSES:
				getClasses().clear();
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
			case LoupePackage.CLASS_SCHEME__NEXT_CODE:
				return nextCode != NEXT_CODE_EDEFAULT;
			case LoupePackage.CLASS_SCHEME__CLASSES:
				return classes != null && !classes.isEmpty();
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
		result.append(" (nextCode: ");
		result.append(nextCode);
		result.append(')');
		return result.toString();
	}

} //ClassSchemeImpl
