/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;

import org.eclipse.emf.ecore.EObject;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Route</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * What becomes of the defects that a classifier put into one class.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Route#getClassName <em>Class Name</em>}</li>
 *   <li>{@link org.loupe.model.Route#isDrop <em>Drop</em>}</li>
 *   <li>{@link org.loupe.model.Route#getSteps <em>Steps</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getRoute()
 * @model
 * @generated
 */
public interface Route extends EObject {
	/**
	 * Returns the value of the '<em><b>Class Name</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The class that is routed.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Class Name</em>' attribute.
	 * @see #setClassName(String)
	 * @see org.loupe.model.LoupePackage#getRoute_ClassName()
	 * @model default=""
	 * @generated
	 */
	String getClassName();

	/**
	 * Sets the value of the '{@link org.loupe.model.Route#getClassName <em>Class Name</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Class Name</em>' attribute.
	 * @see #getClassName()
	 * @generated
	 */
	void setClassName(String value);

	/**
	 * Returns the value of the '<em><b>Drop</b></em>' attribute.
	 * The default value is <code>"false"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Whether the defects of this class are left out of the result.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Drop</em>' attribute.
	 * @see #setDrop(boolean)
	 * @see org.loupe.model.LoupePackage#getRoute_Drop()
	 * @model default="false"
	 * @generated
	 */
	boolean isDrop();

	/**
	 * Sets the value of the '{@link org.loupe.model.Route#isDrop <em>Drop</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Drop</em>' attribute.
	 * @see #isDrop()
	 * @generated
	 */
	void setDrop(boolean value);

	/**
	 * Returns the value of the '<em><b>Steps</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.RecipeStep}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What is done with them, in order; none: they are kept as they are.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Steps</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getRoute_Steps()
	 * @model containment="true"
	 * @generated
	 */
	EList<RecipeStep> getSteps();

} // Route
