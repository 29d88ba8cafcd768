/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Class Scheme</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * The classes that defects of a project can have.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.ClassScheme#getNextCode <em>Next Code</em>}</li>
 *   <li>{@link org.loupe.model.ClassScheme#getClasses <em>Classes</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getClassScheme()
 * @model
 * @generated
 */
public interface ClassScheme extends Named {
	/**
	 * Returns the value of the '<em><b>Next Code</b></em>' attribute.
	 * The default value is <code>"1"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Code of the next class that is added, so that a code is never used twice.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Next Code</em>' attribute.
	 * @see #setNextCode(int)
	 * @see org.loupe.model.LoupePackage#getClassScheme_NextCode()
	 * @model default="1"
	 * @generated
	 */
	int getNextCode();

	/**
	 * Sets the value of the '{@link org.loupe.model.ClassScheme#getNextCode <em>Next Code</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Next Code</em>' attribute.
	 * @see #getNextCode()
	 * @generated
	 */
	void setNextCode(int value);

	/**
	 * Returns the value of the '<em><b>Classes</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.DefectClass}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The classes, in the order in which people want to see them.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Classes</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getClassScheme_Classes()
	 * @model containment="true"
	 * @generated
	 */
	EList<DefectClass> getClasses();

} // ClassScheme
