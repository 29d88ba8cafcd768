/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Defect Class</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A kind of defect, as people call it and as the process bins it.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.DefectClass#getCode <em>Code</em>}</li>
 *   <li>{@link org.loupe.model.DefectClass#getColour <em>Colour</em>}</li>
 *   <li>{@link org.loupe.model.DefectClass#getBin <em>Bin</em>}</li>
 *   <li>{@link org.loupe.model.DefectClass#getRules <em>Rules</em>}</li>
 *   <li>{@link org.loupe.model.DefectClass#getPictures <em>Pictures</em>}</li>
 *   <li>{@link org.loupe.model.DefectClass#getCounterexamples <em>Counterexamples</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getDefectClass()
 * @model
 * @generated
 */
public interface DefectClass extends Named {
	/**
	 * Returns the value of the '<em><b>Code</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of the class in labels and result files; never changed and never reused.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Code</em>' attribute.
	 * @see #setCode(int)
	 * @see org.loupe.model.LoupePackage#getDefectClass_Code()
	 * @model
	 * @generated
	 */
	int getCode();

	/**
	 * Sets the value of the '{@link org.loupe.model.DefectClass#getCode <em>Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Code</em>' attribute.
	 * @see #getCode()
	 * @generated
	 */
	void setCode(int value);

	/**
	 * Returns the value of the '<em><b>Colour</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Colour in views and reports, as "#rrggbb".
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Colour</em>' attribute.
	 * @see #setColour(String)
	 * @see org.loupe.model.LoupePackage#getDefectClass_Colour()
	 * @model default=""
	 * @generated
	 */
	String getColour();

	/**
	 * Sets the value of the '{@link org.loupe.model.DefectClass#getColour <em>Colour</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Colour</em>' attribute.
	 * @see #getColour()
	 * @generated
	 */
	void setColour(String value);

	/**
	 * Returns the value of the '<em><b>Bin</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Process bin that it is counted in; empty for none.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Bin</em>' attribute.
	 * @see #setBin(String)
	 * @see org.loupe.model.LoupePackage#getDefectClass_Bin()
	 * @model default=""
	 * @generated
	 */
	String getBin();

	/**
	 * Sets the value of the '{@link org.loupe.model.DefectClass#getBin <em>Bin</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Bin</em>' attribute.
	 * @see #getBin()
	 * @generated
	 */
	void setBin(String value);

	/**
	 * Returns the value of the '<em><b>Rules</b></em>' attribute list.
	 * The list contents are of type {@link java.lang.String}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Which neighbouring class a defect belongs to instead, and when, such as "touches the neighbour: Short".
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Rules</em>' attribute list.
	 * @see org.loupe.model.LoupePackage#getDefectClass_Rules()
	 * @model
	 * @generated
	 */
	EList<String> getRules();

	/**
	 * Returns the value of the '<em><b>Pictures</b></em>' attribute list.
	 * The list contents are of type {@link java.lang.String}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Files of pictures of this class for the label book, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Pictures</em>' attribute list.
	 * @see org.loupe.model.LoupePackage#getDefectClass_Pictures()
	 * @model
	 * @generated
	 */
	EList<String> getPictures();

	/**
	 * Returns the value of the '<em><b>Counterexamples</b></em>' attribute list.
	 * The list contents are of type {@link java.lang.String}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Files of pictures that look like this class but are not, for the label book, relative to the project folder.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Counterexamples</em>' attribute list.
	 * @see org.loupe.model.LoupePackage#getDefectClass_Counterexamples()
	 * @model
	 * @generated
	 */
	EList<String> getCounterexamples();

} // DefectClass
