/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;
import org.eclipse.emf.common.util.EMap;

import org.eclipse.emf.ecore.EObject;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Recipe Step</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * One tool of a recipe with its parameters.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.RecipeStep#getTool <em>Tool</em>}</li>
 *   <li>{@link org.loupe.model.RecipeStep#isEnabled <em>Enabled</em>}</li>
 *   <li>{@link org.loupe.model.RecipeStep#getParams <em>Params</em>}</li>
 *   <li>{@link org.loupe.model.RecipeStep#getRoutes <em>Routes</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getRecipeStep()
 * @model
 * @generated
 */
public interface RecipeStep extends EObject {
	/**
	 * Returns the value of the '<em><b>Tool</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Id of the tool, such as "loupe.median"; it may be one that this installation does not have.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Tool</em>' attribute.
	 * @see #setTool(String)
	 * @see org.loupe.model.LoupePackage#getRecipeStep_Tool()
	 * @model default=""
	 * @generated
	 */
	String getTool();

	/**
	 * Sets the value of the '{@link org.loupe.model.RecipeStep#getTool <em>Tool</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Tool</em>' attribute.
	 * @see #getTool()
	 * @generated
	 */
	void setTool(String value);

	/**
	 * Returns the value of the '<em><b>Enabled</b></em>' attribute.
	 * The default value is <code>"true"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Whether the step takes part; one that does not is skipped, with its routes.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Enabled</em>' attribute.
	 * @see #setEnabled(boolean)
	 * @see org.loupe.model.LoupePackage#getRecipeStep_Enabled()
	 * @model default="true"
	 * @generated
	 */
	boolean isEnabled();

	/**
	 * Sets the value of the '{@link org.loupe.model.RecipeStep#isEnabled <em>Enabled</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Enabled</em>' attribute.
	 * @see #isEnabled()
	 * @generated
	 */
	void setEnabled(boolean value);

	/**
	 * Returns the value of the '<em><b>Params</b></em>' map.
	 * The key is of type {@link java.lang.String},
	 * and the value is of type {@link java.lang.Object},
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Values by parameter name. What is not named here has the tool's default.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Params</em>' map.
	 * @see org.loupe.model.LoupePackage#getRecipeStep_Params()
	 * @model mapType="org.loupe.model.Parameter&lt;org.eclipse.emf.ecore.EString, org.eclipse.emf.ecore.EJavaObject&gt;"
	 * @generated
	 */
	EMap<String, Object> getParams();

	/**
	 * Returns the value of the '<em><b>Routes</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Route}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Where defects go that this step, a classifier, gave a class; classes without a route are kept.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Routes</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getRecipeStep_Routes()
	 * @model containment="true"
	 * @generated
	 */
	EList<Route> getRoutes();

} // RecipeStep
