/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Project</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * What people name about one inspection task: image sets, recipes, class schemes, and where runs, models and reports lie. It holds nothing that a machine counts: images, detections, features and labels are in the columns of its runs.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Project#getFormatVersion <em>Format Version</em>}</li>
 *   <li>{@link org.loupe.model.Project#getImageSets <em>Image Sets</em>}</li>
 *   <li>{@link org.loupe.model.Project#getLayouts <em>Layouts</em>}</li>
 *   <li>{@link org.loupe.model.Project#getRecipes <em>Recipes</em>}</li>
 *   <li>{@link org.loupe.model.Project#getRecipeFiles <em>Recipe Files</em>}</li>
 *   <li>{@link org.loupe.model.Project#getClassSchemes <em>Class Schemes</em>}</li>
 *   <li>{@link org.loupe.model.Project#getModels <em>Models</em>}</li>
 *   <li>{@link org.loupe.model.Project#getIterations <em>Iterations</em>}</li>
 *   <li>{@link org.loupe.model.Project#getRuns <em>Runs</em>}</li>
 *   <li>{@link org.loupe.model.Project#getWafers <em>Wafers</em>}</li>
 *   <li>{@link org.loupe.model.Project#getClusterings <em>Clusterings</em>}</li>
 *   <li>{@link org.loupe.model.Project#getReports <em>Reports</em>}</li>
 *   <li>{@link org.loupe.model.Project#getEscapeCost <em>Escape Cost</em>}</li>
 *   <li>{@link org.loupe.model.Project#getOverkillCost <em>Overkill Cost</em>}</li>
 *   <li>{@link org.loupe.model.Project#getCurrency <em>Currency</em>}</li>
 *   <li>{@link org.loupe.model.Project#getImagesPerMonth <em>Images Per Month</em>}</li>
 *   <li>{@link org.loupe.model.Project#getEscapeTarget <em>Escape Target</em>}</li>
 *   <li>{@link org.loupe.model.Project#getOverkillTarget <em>Overkill Target</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getProject()
 * @model
 * @generated
 */
public interface Project extends Named {
	/**
	 * Returns the value of the '<em><b>Format Version</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Version of the file format that the project was written in. A newer version than the program knows is refused; an older one is kept beside the file before it is written anew.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Format Version</em>' attribute.
	 * @see #setFormatVersion(int)
	 * @see org.loupe.model.LoupePackage#getProject_FormatVersion()
	 * @model
	 * @generated
	 */
	int getFormatVersion();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getFormatVersion <em>Format Version</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Format Version</em>' attribute.
	 * @see #getFormatVersion()
	 * @generated
	 */
	void setFormatVersion(int value);

	/**
	 * Returns the value of the '<em><b>Image Sets</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.ImageSet}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The images to be inspected, by where they lie and how they were taken.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Image Sets</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_ImageSets()
	 * @model containment="true"
	 * @generated
	 */
	EList<ImageSet> getImageSets();

	/**
	 * Returns the value of the '<em><b>Layouts</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Layout}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * How dies or boards repeat, with care and ignore zones.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Layouts</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Layouts()
	 * @model containment="true"
	 * @generated
	 */
	EList<Layout> getLayouts();

	/**
	 * Returns the value of the '<em><b>Recipes</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Recipe}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * The recipes of this project, in the order that people gave them. Each lies in a JSON file of its own in the folder "recipes", which the engine, the command line and this model share; the project file does not repeat them.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Recipes</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Recipes()
	 * @model containment="true" transient="true"
	 * @generated
	 */
	EList<Recipe> getRecipes();

	/**
	 * Returns the value of the '<em><b>Recipe Files</b></em>' attribute list.
	 * The list contents are of type {@link java.lang.String}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Names of the files in the folder "recipes" in the order of the recipes, as they were saved last. A file that is not named was put there by another program and comes behind.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Recipe Files</em>' attribute list.
	 * @see org.loupe.model.LoupePackage#getProject_RecipeFiles()
	 * @model
	 * @generated
	 */
	EList<String> getRecipeFiles();

	/**
	 * Returns the value of the '<em><b>Class Schemes</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.ClassScheme}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Names, colours and process bins of defect classes.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Class Schemes</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_ClassSchemes()
	 * @model containment="true"
	 * @generated
	 */
	EList<ClassScheme> getClassSchemes();

	/**
	 * Returns the value of the '<em><b>Models</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.ModelEntry}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Trained models and where they lie.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Models</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Models()
	 * @model containment="true"
	 * @generated
	 */
	EList<ModelEntry> getModels();

	/**
	 * Returns the value of the '<em><b>Iterations</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Iteration}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Rounds of labelling and training, oldest first; at most the last one is open.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Iterations</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Iterations()
	 * @model containment="true"
	 * @generated
	 */
	EList<Iteration> getIterations();

	/**
	 * Returns the value of the '<em><b>Runs</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.RunEntry}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What was run, oldest first.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Runs</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Runs()
	 * @model containment="true"
	 * @generated
	 */
	EList<RunEntry> getRuns();

	/**
	 * Returns the value of the '<em><b>Wafers</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.WaferEntry}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Wafers whose files were imported, in the order of import.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Wafers</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Wafers()
	 * @model containment="true"
	 * @generated
	 */
	EList<WaferEntry> getWafers();

	/**
	 * Returns the value of the '<em><b>Clusterings</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.ClusteringEntry}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Clusterings of defects, oldest first.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Clusterings</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Clusterings()
	 * @model containment="true"
	 * @generated
	 */
	EList<ClusteringEntry> getClusterings();

	/**
	 * Returns the value of the '<em><b>Reports</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Report}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Documents written about runs.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Reports</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getProject_Reports()
	 * @model containment="true"
	 * @generated
	 */
	EList<Report> getReports();

	/**
	 * Returns the value of the '<em><b>Escape Cost</b></em>' attribute.
	 * The default value is <code>"10"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What a defect that is missed costs, in the project's currency. 0 or more.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Escape Cost</em>' attribute.
	 * @see #setEscapeCost(double)
	 * @see org.loupe.model.LoupePackage#getProject_EscapeCost()
	 * @model default="10"
	 * @generated
	 */
	double getEscapeCost();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getEscapeCost <em>Escape Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Escape Cost</em>' attribute.
	 * @see #getEscapeCost()
	 * @generated
	 */
	void setEscapeCost(double value);

	/**
	 * Returns the value of the '<em><b>Overkill Cost</b></em>' attribute.
	 * The default value is <code>"1"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What a false alarm costs, in the project's currency. 0 or more.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Overkill Cost</em>' attribute.
	 * @see #setOverkillCost(double)
	 * @see org.loupe.model.LoupePackage#getProject_OverkillCost()
	 * @model default="1"
	 * @generated
	 */
	double getOverkillCost();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getOverkillCost <em>Overkill Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Overkill Cost</em>' attribute.
	 * @see #getOverkillCost()
	 * @generated
	 */
	void setOverkillCost(double value);

	/**
	 * Returns the value of the '<em><b>Currency</b></em>' attribute.
	 * The default value is <code>""</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Unit of the costs as it is shown behind them, such as €; empty if only their ratio matters.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Currency</em>' attribute.
	 * @see #setCurrency(String)
	 * @see org.loupe.model.LoupePackage#getProject_Currency()
	 * @model default=""
	 * @generated
	 */
	String getCurrency();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getCurrency <em>Currency</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Currency</em>' attribute.
	 * @see #getCurrency()
	 * @generated
	 */
	void setCurrency(String value);

	/**
	 * Returns the value of the '<em><b>Images Per Month</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Images that are inspected in a month; costs are told per month then, else for the images of the run. 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Images Per Month</em>' attribute.
	 * @see #setImagesPerMonth(int)
	 * @see org.loupe.model.LoupePackage#getProject_ImagesPerMonth()
	 * @model default="0"
	 * @generated
	 */
	int getImagesPerMonth();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getImagesPerMonth <em>Images Per Month</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Images Per Month</em>' attribute.
	 * @see #getImagesPerMonth()
	 * @generated
	 */
	void setImagesPerMonth(int value);

	/**
	 * Returns the value of the '<em><b>Escape Target</b></em>' attribute.
	 * The default value is <code>"0.01"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Largest share of escapes that is borne, 0 to 1.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Escape Target</em>' attribute.
	 * @see #setEscapeTarget(double)
	 * @see org.loupe.model.LoupePackage#getProject_EscapeTarget()
	 * @model default="0.01"
	 * @generated
	 */
	double getEscapeTarget();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getEscapeTarget <em>Escape Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Escape Target</em>' attribute.
	 * @see #getEscapeTarget()
	 * @generated
	 */
	void setEscapeTarget(double value);

	/**
	 * Returns the value of the '<em><b>Overkill Target</b></em>' attribute.
	 * The default value is <code>"0.05"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Largest share of overkill that is borne, 0 to 1.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Overkill Target</em>' attribute.
	 * @see #setOverkillTarget(double)
	 * @see org.loupe.model.LoupePackage#getProject_OverkillTarget()
	 * @model default="0.05"
	 * @generated
	 */
	double getOverkillTarget();

	/**
	 * Sets the value of the '{@link org.loupe.model.Project#getOverkillTarget <em>Overkill Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Overkill Target</em>' attribute.
	 * @see #getOverkillTarget()
	 * @generated
	 */
	void setOverkillTarget(double value);

} // Project
