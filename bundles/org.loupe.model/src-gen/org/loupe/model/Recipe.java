/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Recipe</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * How images are inspected: a chain of tools with their parameters. Edited here; frozen into an immutable recipe when a run starts.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Recipe#getSteps <em>Steps</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getRecipe()
 * @model
 * @generated
 */
public interface Recipe extends Named {
	/**
	 * Returns the value of the '<em><b>Steps</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.RecipeStep}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The chain, in order.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Steps</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getRecipe_Steps()
	 * @model containment="true"
	 * @generated
	 */
	EList<RecipeStep> getSteps();

} // Recipe
