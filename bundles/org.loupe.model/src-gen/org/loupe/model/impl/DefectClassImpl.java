/**
 */
package org.loupe.model.impl;

import java.util.Collection;
import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.eclipse.emf.ecore.util.EDataTypeUniqueEList;
import org.loupe.model.DefectClass;
import org.loupe.model.LoupePackage;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Defect Class</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getCode <em>Code</em>}</li>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getColour <em>Colour</em>}</li>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getBin <em>Bin</em>}</li>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getRules <em>Rules</em>}</li>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getPictures <em>Pictures</em>}</li>
 *   <li>{@link org.loupe.model.impl.DefectClassImpl#getCounterexamples <em>Counterexamples</em>}</li>
 * </ul>
 *
 * @generated
 */
public class DefectClassImpl extends NamedImpl implements DefectClass {
	/**
	 * The default value of the '{@link #getCode() <em>Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCode()
	 * @generated
	 * @ordered
	 */
	protected static final int CODE_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getCode() <em>Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCode()
	 * @generated
	 * @ordered
	 */
	protected int code = CODE_EDEFAULT;

	/**
	 * The default value of the '{@link #getColour() <em>Colour</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getColour()
	 * @generated
	 * @ordered
	 */
	protected static final String COLOUR_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getColour() <em>Colour</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getColour()
	 * @generated
	 * @ordered
	 */
	protected String colour = COLOUR_EDEFAULT;

	/**
	 * The default value of the '{@link #getBin() <em>Bin</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getBin()
	 * @generated
	 * @ordered
	 */
	protected static final String BIN_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getBin() <em>Bin</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getBin()
	 * @generated
	 * @ordered
	 */
	protected String bin = BIN_EDEFAULT;

	/**
	 * The cached value of the '{@link #getRules() <em>Rules</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRules()
	 * @generated
	 * @ordered
	 */
	protected EList<String> rules;

	/**
	 * The cached value of the '{@link #getPictures() <em>Pictures</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getPictures()
	 * @generated
	 * @ordered
	 */
	protected EList<String> pictures;

	/**
	 * The cached value of the '{@link #getCounterexamples() <em>Counterexamples</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCounterexamples()
	 * @generated
	 * @ordered
	 */
	protected EList<String> counterexamples;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected DefectClassImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.DEFECT_CLASS;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getCode() {
		return code;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCode(int newCode) {
		int oldCode = code;
		code = newCode;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.DEFECT_CLASS__CODE, oldCode, code));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getColour() {
		return colour;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setColour(String newColour) {
		String oldColour = colour;
		colour = newColour;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.DEFECT_CLASS__COLOUR, oldColour, colour));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getBin() {
		return bin;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setBin(String newBin) {
		String oldBin = bin;
		bin = newBin;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.DEFECT_CLASS__BIN, oldBin, bin));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<String> getRules() {
		if (rules == null) {
			rules = new EDataTypeUniqueEList<String>(String.class, this, LoupePackage.DEFECT_CLASS__RULES);
		}
		return rules;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<String> getPictures() {
		if (pictures == null) {
			pictures = new EDataTypeUniqueEList<String>(String.class, this, LoupePackage.DEFECT_CLASS__PICTURES);
		}
		return pictures;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<String> getCounterexamples() {
		if (counterexamples == null) {
			counterexamples = new EDataTypeUniqueEList<String>(String.class, this, LoupePackage.DEFECT_CLASS__COUNTEREXAMPLES);
		}
		return counterexamples;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.DEFECT_CLASS__CODE:
				return getCode();
			case LoupePackage.DEFECT_CLASS__COLOUR:
				return getColour();
			case LoupePackage.DEFECT_CLASS__BIN:
				return getBin();
			case LoupePackage.DEFECT_CLASS__RULES:
				return getRules();
			case LoupePackage.DEFECT_CLASS__PICTURES:
				return getPictures();
			case LoupePackage.DEFECT_CLASS__COUNTEREXAMPLES:
				return getCounterexamples();
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
			case LoupePackage.DEFECT_CLASS__CODE:
				setCode((Integer)newValue);
				return;
			case LoupePackage.DEFECT_CLASS__COLOUR:
				setColour((String)newValue);
				return;
			case LoupePackage.DEFECT_CLASS__BIN:
				setBin((String)newValue);
				return;
			case LoupePackage.DEFECT_CLASS__RULES:
				getRules().clear();
				getRules().addAll((Collection<? extends String>)newValue);
				return;
			case LoupePackage.DEFECT_CLASS__PICTURES:
				getPictures().clear();
				getPictures().addAll((Collection<? extends String>)newValue);
				return;
			case LoupePackage.DEFECT_CLASS__COUNTEREXAMPLES:
				getCounterexamples().clear();
				getCounterexamples().addAll((Collection<? extends String>)newValue);
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
			case LoupePackage.DEFECT_CLASS__CODE:
				setCode(CODE_EDEFAULT);
				return;
			case LoupePackage.DEFECT_CLASS__COLOUR:
				setColour(COLOUR_EDEFAULT);
				return;
			case LoupePackage.DEFECT_CLASS__BIN:
				setBin(BIN_EDEFAULT);
				return;
			case LoupePackage.DEFECT_CLASS__RULES:
				getRules().clear();
				return;
			case LoupePackage.DEFECT_CLASS__PICTURES:
				getPictures().clear();
				return;
			case LoupePackage.DEFECT_CLASS__COUNTEREXAMPLES:
				getCounterexamples().clear();
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
			case LoupePackage.DEFECT_CLASS__CODE:
				return code != CODE_EDEFAULT;
			case LoupePackage.DEFECT_CLASS__COLOUR:
				return COLOUR_EDEFAULT == null ? colour != null : !COLOUR_EDEFAULT.equals(colour);
			case LoupePackage.DEFECT_CLASS__BIN:
				return BIN_EDEFAULT == null ? bin != null : !BIN_EDEFAULT.equals(bin);
			case LoupePackage.DEFECT_CLASS__RULES:
				return rules != null && !rules.isEmpty();
			case LoupePackage.DEFECT_CLASS__PICTURES:
				return pictures != null && !pictures.isEmpty();
			case LoupePackage.DEFECT_CLASS__COUNTEREXAMPLES:
				return counterexamples != null && !counterexamples.isEmpty();
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
		result.append(" (code: ");
		result.append(code);
		result.append(", colour: ");
		result.append(colour);
		result.append(", bin: ");
		result.append(bin);
		result.append(", rules: ");
		result.append(rules);
		result.append(", pictures: ");
		result.append(pictures);
		result.append(", counterexamples: ");
		result.append(counterexamples);
		result.append(')');
		return result.toString();
	}

} //DefectClassImpl
