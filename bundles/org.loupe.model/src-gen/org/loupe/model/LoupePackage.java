/**
 */
package org.loupe.model;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.emf.ecore.EDataType;
import org.eclipse.emf.ecore.EEnum;
import org.eclipse.emf.ecore.EPackage;
import org.eclipse.emf.ecore.EReference;

/**
 * <!-- begin-user-doc -->
 * The <b>Package</b> for the model.
 * It contains accessors for the meta objects to represent
 * <ul>
 *   <li>each class,</li>
 *   <li>each feature of each class,</li>
 *   <li>each operation of each class,</li>
 *   <li>each enum,</li>
 *   <li>and each data type</li>
 * </ul>
 * <!-- end-user-doc -->
 * <!-- begin-model-doc -->
 * A Loupe project: everything that a person names.
 * <!-- end-model-doc -->
 * @see org.loupe.model.LoupeFactory
 * @model kind="package"
 * @generated
 */
public interface LoupePackage extends EPackage {
	/**
	 * The package name.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	String eNAME = "model";

	/**
	 * The package namespace URI.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	String eNS_URI = "urn:loupe:model:1";

	/**
	 * The package namespace name.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	String eNS_PREFIX = "loupe";

	/**
	 * The singleton instance of the package.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	LoupePackage eINSTANCE = org.loupe.model.impl.LoupePackageImpl.init();

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.NamedImpl <em>Named</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.NamedImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getNamed()
	 * @generated
	 */
	int NAMED = 0;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int NAMED__NAME = 0;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int NAMED__DESCRIPTION = 1;

	/**
	 * The number of structural features of the '<em>Named</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int NAMED_FEATURE_COUNT = 2;

	/**
	 * The number of operations of the '<em>Named</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int NAMED_OPERATION_COUNT = 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ProjectImpl <em>Project</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ProjectImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getProject()
	 * @generated
	 */
	int PROJECT = 1;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Format Version</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__FORMAT_VERSION = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Image Sets</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__IMAGE_SETS = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Layouts</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__LAYOUTS = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Recipes</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__RECIPES = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Recipe Files</b></em>' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__RECIPE_FILES = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Class Schemes</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__CLASS_SCHEMES = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Models</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__MODELS = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Iterations</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__ITERATIONS = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Runs</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__RUNS = NAMED_FEATURE_COUNT + 8;

	/**
	 * The feature id for the '<em><b>Wafers</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__WAFERS = NAMED_FEATURE_COUNT + 9;

	/**
	 * The feature id for the '<em><b>Clusterings</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__CLUSTERINGS = NAMED_FEATURE_COUNT + 10;

	/**
	 * The feature id for the '<em><b>Reports</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__REPORTS = NAMED_FEATURE_COUNT + 11;

	/**
	 * The feature id for the '<em><b>Escape Cost</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__ESCAPE_COST = NAMED_FEATURE_COUNT + 12;

	/**
	 * The feature id for the '<em><b>Overkill Cost</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__OVERKILL_COST = NAMED_FEATURE_COUNT + 13;

	/**
	 * The feature id for the '<em><b>Currency</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__CURRENCY = NAMED_FEATURE_COUNT + 14;

	/**
	 * The feature id for the '<em><b>Images Per Month</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__IMAGES_PER_MONTH = NAMED_FEATURE_COUNT + 15;

	/**
	 * The feature id for the '<em><b>Escape Target</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__ESCAPE_TARGET = NAMED_FEATURE_COUNT + 16;

	/**
	 * The feature id for the '<em><b>Overkill Target</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT__OVERKILL_TARGET = NAMED_FEATURE_COUNT + 17;

	/**
	 * The number of structural features of the '<em>Project</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT_FEATURE_COUNT = NAMED_FEATURE_COUNT + 18;

	/**
	 * The number of operations of the '<em>Project</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PROJECT_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.IterationImpl <em>Iteration</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.IterationImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getIteration()
	 * @generated
	 */
	int ITERATION = 2;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__NUMBER = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__CREATED = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Frozen</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__FROZEN = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Parent</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__PARENT = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Folder</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__FOLDER = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Entry</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__ENTRY = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Head</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__HEAD = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Labels</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__LABELS = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Manifest</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__MANIFEST = NAMED_FEATURE_COUNT + 8;

	/**
	 * The feature id for the '<em><b>Sha256</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__SHA256 = NAMED_FEATURE_COUNT + 9;

	/**
	 * The feature id for the '<em><b>Start Model</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__START_MODEL = NAMED_FEATURE_COUNT + 10;

	/**
	 * The feature id for the '<em><b>Model</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__MODEL = NAMED_FEATURE_COUNT + 11;

	/**
	 * The feature id for the '<em><b>Auto Labeler</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__AUTO_LABELER = NAMED_FEATURE_COUNT + 12;

	/**
	 * The feature id for the '<em><b>Auto Label Score</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__AUTO_LABEL_SCORE = NAMED_FEATURE_COUNT + 13;

	/**
	 * The feature id for the '<em><b>Split Rule</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__SPLIT_RULE = NAMED_FEATURE_COUNT + 14;

	/**
	 * The feature id for the '<em><b>Tiles</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__TILES = NAMED_FEATURE_COUNT + 15;

	/**
	 * The feature id for the '<em><b>Complete Tiles</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__COMPLETE_TILES = NAMED_FEATURE_COUNT + 16;

	/**
	 * The feature id for the '<em><b>Label Count</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__LABEL_COUNT = NAMED_FEATURE_COUNT + 17;

	/**
	 * The feature id for the '<em><b>Proposed</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__PROPOSED = NAMED_FEATURE_COUNT + 18;

	/**
	 * The feature id for the '<em><b>Accepted</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__ACCEPTED = NAMED_FEATURE_COUNT + 19;

	/**
	 * The feature id for the '<em><b>Edited</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__EDITED = NAMED_FEATURE_COUNT + 20;

	/**
	 * The feature id for the '<em><b>Deleted</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__DELETED = NAMED_FEATURE_COUNT + 21;

	/**
	 * The feature id for the '<em><b>Added</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION__ADDED = NAMED_FEATURE_COUNT + 22;

	/**
	 * The number of structural features of the '<em>Iteration</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION_FEATURE_COUNT = NAMED_FEATURE_COUNT + 23;

	/**
	 * The number of operations of the '<em>Iteration</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ITERATION_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ImageSetImpl <em>Image Set</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ImageSetImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getImageSet()
	 * @generated
	 */
	int IMAGE_SET = 3;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Root</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__ROOT = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Pattern</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__PATTERN = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Reference</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__REFERENCE = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Pairing</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__PAIRING = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Truth</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__TRUTH = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Um Per Px</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__UM_PER_PX = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Layer</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__LAYER = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Mode</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__MODE = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Magnification</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__MAGNIFICATION = NAMED_FEATURE_COUNT + 8;

	/**
	 * The feature id for the '<em><b>Exposure Ms</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__EXPOSURE_MS = NAMED_FEATURE_COUNT + 9;

	/**
	 * The feature id for the '<em><b>Layout</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__LAYOUT = NAMED_FEATURE_COUNT + 10;

	/**
	 * The feature id for the '<em><b>Examples</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__EXAMPLES = NAMED_FEATURE_COUNT + 11;

	/**
	 * The feature id for the '<em><b>Lot</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__LOT = NAMED_FEATURE_COUNT + 12;

	/**
	 * The feature id for the '<em><b>Wafer</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET__WAFER = NAMED_FEATURE_COUNT + 13;

	/**
	 * The number of structural features of the '<em>Image Set</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET_FEATURE_COUNT = NAMED_FEATURE_COUNT + 14;

	/**
	 * The number of operations of the '<em>Image Set</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int IMAGE_SET_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.LayoutImpl <em>Layout</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.LayoutImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getLayout()
	 * @generated
	 */
	int LAYOUT = 4;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Kind</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__KIND = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>In Pixels</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__IN_PIXELS = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Columns</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__COLUMNS = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Rows</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__ROWS = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Pitch Xum</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__PITCH_XUM = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Pitch Yum</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__PITCH_YUM = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Origin Xum</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__ORIGIN_XUM = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Origin Yum</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__ORIGIN_YUM = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Zones</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT__ZONES = NAMED_FEATURE_COUNT + 8;

	/**
	 * The number of structural features of the '<em>Layout</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT_FEATURE_COUNT = NAMED_FEATURE_COUNT + 9;

	/**
	 * The number of operations of the '<em>Layout</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int LAYOUT_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ZoneImpl <em>Zone</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ZoneImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getZone()
	 * @generated
	 */
	int ZONE = 5;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Kind</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__KIND = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>XUm</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__XUM = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>YUm</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__YUM = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Width Um</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__WIDTH_UM = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Height Um</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE__HEIGHT_UM = NAMED_FEATURE_COUNT + 4;

	/**
	 * The number of structural features of the '<em>Zone</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE_FEATURE_COUNT = NAMED_FEATURE_COUNT + 5;

	/**
	 * The number of operations of the '<em>Zone</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ZONE_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.RecipeImpl <em>Recipe</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.RecipeImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getRecipe()
	 * @generated
	 */
	int RECIPE = 6;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Steps</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE__STEPS = NAMED_FEATURE_COUNT + 0;

	/**
	 * The number of structural features of the '<em>Recipe</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_FEATURE_COUNT = NAMED_FEATURE_COUNT + 1;

	/**
	 * The number of operations of the '<em>Recipe</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.RecipeStepImpl <em>Recipe Step</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.RecipeStepImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getRecipeStep()
	 * @generated
	 */
	int RECIPE_STEP = 7;

	/**
	 * The feature id for the '<em><b>Tool</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP__TOOL = 0;

	/**
	 * The feature id for the '<em><b>Enabled</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP__ENABLED = 1;

	/**
	 * The feature id for the '<em><b>Params</b></em>' map.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP__PARAMS = 2;

	/**
	 * The feature id for the '<em><b>Routes</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP__ROUTES = 3;

	/**
	 * The number of structural features of the '<em>Recipe Step</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP_FEATURE_COUNT = 4;

	/**
	 * The number of operations of the '<em>Recipe Step</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RECIPE_STEP_OPERATION_COUNT = 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ParameterImpl <em>Parameter</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ParameterImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getParameter()
	 * @generated
	 */
	int PARAMETER = 8;

	/**
	 * The feature id for the '<em><b>Key</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PARAMETER__KEY = 0;

	/**
	 * The feature id for the '<em><b>Value</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PARAMETER__VALUE = 1;

	/**
	 * The number of structural features of the '<em>Parameter</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PARAMETER_FEATURE_COUNT = 2;

	/**
	 * The number of operations of the '<em>Parameter</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int PARAMETER_OPERATION_COUNT = 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.RouteImpl <em>Route</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.RouteImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getRoute()
	 * @generated
	 */
	int ROUTE = 9;

	/**
	 * The feature id for the '<em><b>Class Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ROUTE__CLASS_NAME = 0;

	/**
	 * The feature id for the '<em><b>Drop</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ROUTE__DROP = 1;

	/**
	 * The feature id for the '<em><b>Steps</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ROUTE__STEPS = 2;

	/**
	 * The number of structural features of the '<em>Route</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ROUTE_FEATURE_COUNT = 3;

	/**
	 * The number of operations of the '<em>Route</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int ROUTE_OPERATION_COUNT = 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ClassSchemeImpl <em>Class Scheme</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ClassSchemeImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getClassScheme()
	 * @generated
	 */
	int CLASS_SCHEME = 10;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Next Code</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME__NEXT_CODE = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Classes</b></em>' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME__CLASSES = NAMED_FEATURE_COUNT + 1;

	/**
	 * The number of structural features of the '<em>Class Scheme</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME_FEATURE_COUNT = NAMED_FEATURE_COUNT + 2;

	/**
	 * The number of operations of the '<em>Class Scheme</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLASS_SCHEME_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.DefectClassImpl <em>Defect Class</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.DefectClassImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getDefectClass()
	 * @generated
	 */
	int DEFECT_CLASS = 11;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Code</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__CODE = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Colour</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__COLOUR = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Bin</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__BIN = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Rules</b></em>' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__RULES = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Pictures</b></em>' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__PICTURES = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Counterexamples</b></em>' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS__COUNTEREXAMPLES = NAMED_FEATURE_COUNT + 5;

	/**
	 * The number of structural features of the '<em>Defect Class</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS_FEATURE_COUNT = NAMED_FEATURE_COUNT + 6;

	/**
	 * The number of operations of the '<em>Defect Class</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int DEFECT_CLASS_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ModelEntryImpl <em>Model Entry</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ModelEntryImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getModelEntry()
	 * @generated
	 */
	int MODEL_ENTRY = 12;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>File</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__FILE = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Trainer</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__TRAINER = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Sha256</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__SHA256 = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY__CREATED = NAMED_FEATURE_COUNT + 3;

	/**
	 * The number of structural features of the '<em>Model Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY_FEATURE_COUNT = NAMED_FEATURE_COUNT + 4;

	/**
	 * The number of operations of the '<em>Model Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int MODEL_ENTRY_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.RunEntryImpl <em>Run Entry</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.RunEntryImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getRunEntry()
	 * @generated
	 */
	int RUN_ENTRY = 13;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__NUMBER = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Folder</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__FOLDER = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Recipe</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__RECIPE = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Recipe Hash</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__RECIPE_HASH = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Image Set</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__IMAGE_SET = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>State</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__STATE = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Started</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__STARTED = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Seconds</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__SECONDS = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Images</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__IMAGES = NAMED_FEATURE_COUNT + 8;

	/**
	 * The feature id for the '<em><b>Errors</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__ERRORS = NAMED_FEATURE_COUNT + 9;

	/**
	 * The feature id for the '<em><b>Detections</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY__DETECTIONS = NAMED_FEATURE_COUNT + 10;

	/**
	 * The number of structural features of the '<em>Run Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY_FEATURE_COUNT = NAMED_FEATURE_COUNT + 11;

	/**
	 * The number of operations of the '<em>Run Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int RUN_ENTRY_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.WaferEntryImpl <em>Wafer Entry</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.WaferEntryImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getWaferEntry()
	 * @generated
	 */
	int WAFER_ENTRY = 14;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>File</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__FILE = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Source</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__SOURCE = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Index</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__INDEX = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Sha256</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__SHA256 = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Lot</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__LOT = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Wafer</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__WAFER = NAMED_FEATURE_COUNT + 5;

	/**
	 * The feature id for the '<em><b>Slot</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__SLOT = NAMED_FEATURE_COUNT + 6;

	/**
	 * The feature id for the '<em><b>Step</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__STEP = NAMED_FEATURE_COUNT + 7;

	/**
	 * The feature id for the '<em><b>Defects</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__DEFECTS = NAMED_FEATURE_COUNT + 8;

	/**
	 * The feature id for the '<em><b>Image Set</b></em>' reference.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY__IMAGE_SET = NAMED_FEATURE_COUNT + 9;

	/**
	 * The number of structural features of the '<em>Wafer Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY_FEATURE_COUNT = NAMED_FEATURE_COUNT + 10;

	/**
	 * The number of operations of the '<em>Wafer Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int WAFER_ENTRY_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ClusteringEntryImpl <em>Clustering Entry</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ClusteringEntryImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getClusteringEntry()
	 * @generated
	 */
	int CLUSTERING_ENTRY = 15;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>Number</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__NUMBER = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Folder</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__FOLDER = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Method</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__METHOD = NAMED_FEATURE_COUNT + 2;

	/**
	 * The feature id for the '<em><b>Source</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__SOURCE = NAMED_FEATURE_COUNT + 3;

	/**
	 * The feature id for the '<em><b>Edits</b></em>' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__EDITS = NAMED_FEATURE_COUNT + 4;

	/**
	 * The feature id for the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY__CREATED = NAMED_FEATURE_COUNT + 5;

	/**
	 * The number of structural features of the '<em>Clustering Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY_FEATURE_COUNT = NAMED_FEATURE_COUNT + 6;

	/**
	 * The number of operations of the '<em>Clustering Entry</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int CLUSTERING_ENTRY_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.impl.ReportImpl <em>Report</em>}' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.impl.ReportImpl
	 * @see org.loupe.model.impl.LoupePackageImpl#getReport()
	 * @generated
	 */
	int REPORT = 16;

	/**
	 * The feature id for the '<em><b>Name</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT__NAME = NAMED__NAME;

	/**
	 * The feature id for the '<em><b>Description</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT__DESCRIPTION = NAMED__DESCRIPTION;

	/**
	 * The feature id for the '<em><b>File</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT__FILE = NAMED_FEATURE_COUNT + 0;

	/**
	 * The feature id for the '<em><b>Created</b></em>' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT__CREATED = NAMED_FEATURE_COUNT + 1;

	/**
	 * The feature id for the '<em><b>Runs</b></em>' reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT__RUNS = NAMED_FEATURE_COUNT + 2;

	/**
	 * The number of structural features of the '<em>Report</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT_FEATURE_COUNT = NAMED_FEATURE_COUNT + 3;

	/**
	 * The number of operations of the '<em>Report</em>' class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 * @ordered
	 */
	int REPORT_OPERATION_COUNT = NAMED_OPERATION_COUNT + 0;

	/**
	 * The meta object id for the '{@link org.loupe.model.LayoutKind <em>Layout Kind</em>}' enum.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.LayoutKind
	 * @see org.loupe.model.impl.LoupePackageImpl#getLayoutKind()
	 * @generated
	 */
	int LAYOUT_KIND = 17;

	/**
	 * The meta object id for the '{@link org.loupe.model.ZoneKind <em>Zone Kind</em>}' enum.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.ZoneKind
	 * @see org.loupe.model.impl.LoupePackageImpl#getZoneKind()
	 * @generated
	 */
	int ZONE_KIND = 18;

	/**
	 * The meta object id for the '{@link org.loupe.model.RunState <em>Run State</em>}' enum.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see org.loupe.model.RunState
	 * @see org.loupe.model.impl.LoupePackageImpl#getRunState()
	 * @generated
	 */
	int RUN_STATE = 19;

	/**
	 * The meta object id for the '<em>Instant</em>' data type.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see java.time.Instant
	 * @see org.loupe.model.impl.LoupePackageImpl#getInstant()
	 * @generated
	 */
	int INSTANT = 20;


	/**
	 * Returns the meta object for class '{@link org.loupe.model.Named <em>Named</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Named</em>'.
	 * @see org.loupe.model.Named
	 * @generated
	 */
	EClass getNamed();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Named#getName <em>Name</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Name</em>'.
	 * @see org.loupe.model.Named#getName()
	 * @see #getNamed()
	 * @generated
	 */
	EAttribute getNamed_Name();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Named#getDescription <em>Description</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Description</em>'.
	 * @see org.loupe.model.Named#getDescription()
	 * @see #getNamed()
	 * @generated
	 */
	EAttribute getNamed_Description();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Project <em>Project</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Project</em>'.
	 * @see org.loupe.model.Project
	 * @generated
	 */
	EClass getProject();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getFormatVersion <em>Format Version</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Format Version</em>'.
	 * @see org.loupe.model.Project#getFormatVersion()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_FormatVersion();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getImageSets <em>Image Sets</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Image Sets</em>'.
	 * @see org.loupe.model.Project#getImageSets()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_ImageSets();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getLayouts <em>Layouts</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Layouts</em>'.
	 * @see org.loupe.model.Project#getLayouts()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Layouts();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getRecipes <em>Recipes</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Recipes</em>'.
	 * @see org.loupe.model.Project#getRecipes()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Recipes();

	/**
	 * Returns the meta object for the attribute list '{@link org.loupe.model.Project#getRecipeFiles <em>Recipe Files</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute list '<em>Recipe Files</em>'.
	 * @see org.loupe.model.Project#getRecipeFiles()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_RecipeFiles();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getClassSchemes <em>Class Schemes</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Class Schemes</em>'.
	 * @see org.loupe.model.Project#getClassSchemes()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_ClassSchemes();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getModels <em>Models</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Models</em>'.
	 * @see org.loupe.model.Project#getModels()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Models();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getIterations <em>Iterations</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Iterations</em>'.
	 * @see org.loupe.model.Project#getIterations()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Iterations();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getRuns <em>Runs</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Runs</em>'.
	 * @see org.loupe.model.Project#getRuns()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Runs();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getWafers <em>Wafers</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Wafers</em>'.
	 * @see org.loupe.model.Project#getWafers()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Wafers();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getClusterings <em>Clusterings</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Clusterings</em>'.
	 * @see org.loupe.model.Project#getClusterings()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Clusterings();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Project#getReports <em>Reports</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Reports</em>'.
	 * @see org.loupe.model.Project#getReports()
	 * @see #getProject()
	 * @generated
	 */
	EReference getProject_Reports();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getEscapeCost <em>Escape Cost</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Escape Cost</em>'.
	 * @see org.loupe.model.Project#getEscapeCost()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_EscapeCost();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getOverkillCost <em>Overkill Cost</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Overkill Cost</em>'.
	 * @see org.loupe.model.Project#getOverkillCost()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_OverkillCost();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getCurrency <em>Currency</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Currency</em>'.
	 * @see org.loupe.model.Project#getCurrency()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_Currency();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getImagesPerMonth <em>Images Per Month</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Images Per Month</em>'.
	 * @see org.loupe.model.Project#getImagesPerMonth()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_ImagesPerMonth();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getEscapeTarget <em>Escape Target</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Escape Target</em>'.
	 * @see org.loupe.model.Project#getEscapeTarget()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_EscapeTarget();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Project#getOverkillTarget <em>Overkill Target</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Overkill Target</em>'.
	 * @see org.loupe.model.Project#getOverkillTarget()
	 * @see #getProject()
	 * @generated
	 */
	EAttribute getProject_OverkillTarget();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Iteration <em>Iteration</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Iteration</em>'.
	 * @see org.loupe.model.Iteration
	 * @generated
	 */
	EClass getIteration();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getNumber <em>Number</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Number</em>'.
	 * @see org.loupe.model.Iteration#getNumber()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Number();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getCreated <em>Created</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Created</em>'.
	 * @see org.loupe.model.Iteration#getCreated()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Created();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getFrozen <em>Frozen</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Frozen</em>'.
	 * @see org.loupe.model.Iteration#getFrozen()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Frozen();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.Iteration#getParent <em>Parent</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Parent</em>'.
	 * @see org.loupe.model.Iteration#getParent()
	 * @see #getIteration()
	 * @generated
	 */
	EReference getIteration_Parent();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getFolder <em>Folder</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Folder</em>'.
	 * @see org.loupe.model.Iteration#getFolder()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Folder();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getEntry <em>Entry</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Entry</em>'.
	 * @see org.loupe.model.Iteration#getEntry()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Entry();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getHead <em>Head</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Head</em>'.
	 * @see org.loupe.model.Iteration#getHead()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Head();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getLabels <em>Labels</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Labels</em>'.
	 * @see org.loupe.model.Iteration#getLabels()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Labels();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getManifest <em>Manifest</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Manifest</em>'.
	 * @see org.loupe.model.Iteration#getManifest()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Manifest();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getSha256 <em>Sha256</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Sha256</em>'.
	 * @see org.loupe.model.Iteration#getSha256()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Sha256();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.Iteration#getStartModel <em>Start Model</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Start Model</em>'.
	 * @see org.loupe.model.Iteration#getStartModel()
	 * @see #getIteration()
	 * @generated
	 */
	EReference getIteration_StartModel();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.Iteration#getModel <em>Model</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Model</em>'.
	 * @see org.loupe.model.Iteration#getModel()
	 * @see #getIteration()
	 * @generated
	 */
	EReference getIteration_Model();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getAutoLabeler <em>Auto Labeler</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Auto Labeler</em>'.
	 * @see org.loupe.model.Iteration#getAutoLabeler()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_AutoLabeler();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getAutoLabelScore <em>Auto Label Score</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Auto Label Score</em>'.
	 * @see org.loupe.model.Iteration#getAutoLabelScore()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_AutoLabelScore();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getSplitRule <em>Split Rule</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Split Rule</em>'.
	 * @see org.loupe.model.Iteration#getSplitRule()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_SplitRule();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getTiles <em>Tiles</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Tiles</em>'.
	 * @see org.loupe.model.Iteration#getTiles()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Tiles();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getCompleteTiles <em>Complete Tiles</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Complete Tiles</em>'.
	 * @see org.loupe.model.Iteration#getCompleteTiles()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_CompleteTiles();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getLabelCount <em>Label Count</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Label Count</em>'.
	 * @see org.loupe.model.Iteration#getLabelCount()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_LabelCount();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getProposed <em>Proposed</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Proposed</em>'.
	 * @see org.loupe.model.Iteration#getProposed()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Proposed();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getAccepted <em>Accepted</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Accepted</em>'.
	 * @see org.loupe.model.Iteration#getAccepted()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Accepted();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getEdited <em>Edited</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Edited</em>'.
	 * @see org.loupe.model.Iteration#getEdited()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Edited();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getDeleted <em>Deleted</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Deleted</em>'.
	 * @see org.loupe.model.Iteration#getDeleted()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Deleted();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Iteration#getAdded <em>Added</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Added</em>'.
	 * @see org.loupe.model.Iteration#getAdded()
	 * @see #getIteration()
	 * @generated
	 */
	EAttribute getIteration_Added();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.ImageSet <em>Image Set</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Image Set</em>'.
	 * @see org.loupe.model.ImageSet
	 * @generated
	 */
	EClass getImageSet();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getRoot <em>Root</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Root</em>'.
	 * @see org.loupe.model.ImageSet#getRoot()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Root();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getPattern <em>Pattern</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Pattern</em>'.
	 * @see org.loupe.model.ImageSet#getPattern()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Pattern();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getReference <em>Reference</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Reference</em>'.
	 * @see org.loupe.model.ImageSet#getReference()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Reference();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getPairing <em>Pairing</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Pairing</em>'.
	 * @see org.loupe.model.ImageSet#getPairing()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Pairing();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getTruth <em>Truth</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Truth</em>'.
	 * @see org.loupe.model.ImageSet#getTruth()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Truth();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getUmPerPx <em>Um Per Px</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Um Per Px</em>'.
	 * @see org.loupe.model.ImageSet#getUmPerPx()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_UmPerPx();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getLayer <em>Layer</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Layer</em>'.
	 * @see org.loupe.model.ImageSet#getLayer()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Layer();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getMode <em>Mode</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Mode</em>'.
	 * @see org.loupe.model.ImageSet#getMode()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Mode();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getMagnification <em>Magnification</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Magnification</em>'.
	 * @see org.loupe.model.ImageSet#getMagnification()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Magnification();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getExposureMs <em>Exposure Ms</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Exposure Ms</em>'.
	 * @see org.loupe.model.ImageSet#getExposureMs()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_ExposureMs();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.ImageSet#getLayout <em>Layout</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Layout</em>'.
	 * @see org.loupe.model.ImageSet#getLayout()
	 * @see #getImageSet()
	 * @generated
	 */
	EReference getImageSet_Layout();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#isExamples <em>Examples</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Examples</em>'.
	 * @see org.loupe.model.ImageSet#isExamples()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Examples();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getLot <em>Lot</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Lot</em>'.
	 * @see org.loupe.model.ImageSet#getLot()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Lot();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ImageSet#getWafer <em>Wafer</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Wafer</em>'.
	 * @see org.loupe.model.ImageSet#getWafer()
	 * @see #getImageSet()
	 * @generated
	 */
	EAttribute getImageSet_Wafer();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Layout <em>Layout</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Layout</em>'.
	 * @see org.loupe.model.Layout
	 * @generated
	 */
	EClass getLayout();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getKind <em>Kind</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Kind</em>'.
	 * @see org.loupe.model.Layout#getKind()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_Kind();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#isInPixels <em>In Pixels</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>In Pixels</em>'.
	 * @see org.loupe.model.Layout#isInPixels()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_InPixels();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getColumns <em>Columns</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Columns</em>'.
	 * @see org.loupe.model.Layout#getColumns()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_Columns();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getRows <em>Rows</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Rows</em>'.
	 * @see org.loupe.model.Layout#getRows()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_Rows();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getPitchXum <em>Pitch Xum</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Pitch Xum</em>'.
	 * @see org.loupe.model.Layout#getPitchXum()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_PitchXum();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getPitchYum <em>Pitch Yum</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Pitch Yum</em>'.
	 * @see org.loupe.model.Layout#getPitchYum()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_PitchYum();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getOriginXum <em>Origin Xum</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Origin Xum</em>'.
	 * @see org.loupe.model.Layout#getOriginXum()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_OriginXum();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Layout#getOriginYum <em>Origin Yum</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Origin Yum</em>'.
	 * @see org.loupe.model.Layout#getOriginYum()
	 * @see #getLayout()
	 * @generated
	 */
	EAttribute getLayout_OriginYum();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Layout#getZones <em>Zones</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Zones</em>'.
	 * @see org.loupe.model.Layout#getZones()
	 * @see #getLayout()
	 * @generated
	 */
	EReference getLayout_Zones();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Zone <em>Zone</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Zone</em>'.
	 * @see org.loupe.model.Zone
	 * @generated
	 */
	EClass getZone();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Zone#getKind <em>Kind</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Kind</em>'.
	 * @see org.loupe.model.Zone#getKind()
	 * @see #getZone()
	 * @generated
	 */
	EAttribute getZone_Kind();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Zone#getXUm <em>XUm</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>XUm</em>'.
	 * @see org.loupe.model.Zone#getXUm()
	 * @see #getZone()
	 * @generated
	 */
	EAttribute getZone_XUm();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Zone#getYUm <em>YUm</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>YUm</em>'.
	 * @see org.loupe.model.Zone#getYUm()
	 * @see #getZone()
	 * @generated
	 */
	EAttribute getZone_YUm();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Zone#getWidthUm <em>Width Um</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Width Um</em>'.
	 * @see org.loupe.model.Zone#getWidthUm()
	 * @see #getZone()
	 * @generated
	 */
	EAttribute getZone_WidthUm();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Zone#getHeightUm <em>Height Um</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Height Um</em>'.
	 * @see org.loupe.model.Zone#getHeightUm()
	 * @see #getZone()
	 * @generated
	 */
	EAttribute getZone_HeightUm();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Recipe <em>Recipe</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Recipe</em>'.
	 * @see org.loupe.model.Recipe
	 * @generated
	 */
	EClass getRecipe();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Recipe#getSteps <em>Steps</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Steps</em>'.
	 * @see org.loupe.model.Recipe#getSteps()
	 * @see #getRecipe()
	 * @generated
	 */
	EReference getRecipe_Steps();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.RecipeStep <em>Recipe Step</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Recipe Step</em>'.
	 * @see org.loupe.model.RecipeStep
	 * @generated
	 */
	EClass getRecipeStep();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RecipeStep#getTool <em>Tool</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Tool</em>'.
	 * @see org.loupe.model.RecipeStep#getTool()
	 * @see #getRecipeStep()
	 * @generated
	 */
	EAttribute getRecipeStep_Tool();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RecipeStep#isEnabled <em>Enabled</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Enabled</em>'.
	 * @see org.loupe.model.RecipeStep#isEnabled()
	 * @see #getRecipeStep()
	 * @generated
	 */
	EAttribute getRecipeStep_Enabled();

	/**
	 * Returns the meta object for the map '{@link org.loupe.model.RecipeStep#getParams <em>Params</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the map '<em>Params</em>'.
	 * @see org.loupe.model.RecipeStep#getParams()
	 * @see #getRecipeStep()
	 * @generated
	 */
	EReference getRecipeStep_Params();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.RecipeStep#getRoutes <em>Routes</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Routes</em>'.
	 * @see org.loupe.model.RecipeStep#getRoutes()
	 * @see #getRecipeStep()
	 * @generated
	 */
	EReference getRecipeStep_Routes();

	/**
	 * Returns the meta object for class '{@link java.util.Map.Entry <em>Parameter</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Parameter</em>'.
	 * @see java.util.Map.Entry
	 * @model keyDataType="org.eclipse.emf.ecore.EString"
	 *        valueDataType="org.eclipse.emf.ecore.EJavaObject"
	 * @generated
	 */
	EClass getParameter();

	/**
	 * Returns the meta object for the attribute '{@link java.util.Map.Entry <em>Key</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Key</em>'.
	 * @see java.util.Map.Entry
	 * @see #getParameter()
	 * @generated
	 */
	EAttribute getParameter_Key();

	/**
	 * Returns the meta object for the attribute '{@link java.util.Map.Entry <em>Value</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Value</em>'.
	 * @see java.util.Map.Entry
	 * @see #getParameter()
	 * @generated
	 */
	EAttribute getParameter_Value();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Route <em>Route</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Route</em>'.
	 * @see org.loupe.model.Route
	 * @generated
	 */
	EClass getRoute();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Route#getClassName <em>Class Name</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Class Name</em>'.
	 * @see org.loupe.model.Route#getClassName()
	 * @see #getRoute()
	 * @generated
	 */
	EAttribute getRoute_ClassName();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Route#isDrop <em>Drop</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Drop</em>'.
	 * @see org.loupe.model.Route#isDrop()
	 * @see #getRoute()
	 * @generated
	 */
	EAttribute getRoute_Drop();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.Route#getSteps <em>Steps</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Steps</em>'.
	 * @see org.loupe.model.Route#getSteps()
	 * @see #getRoute()
	 * @generated
	 */
	EReference getRoute_Steps();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.ClassScheme <em>Class Scheme</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Class Scheme</em>'.
	 * @see org.loupe.model.ClassScheme
	 * @generated
	 */
	EClass getClassScheme();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClassScheme#getNextCode <em>Next Code</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Next Code</em>'.
	 * @see org.loupe.model.ClassScheme#getNextCode()
	 * @see #getClassScheme()
	 * @generated
	 */
	EAttribute getClassScheme_NextCode();

	/**
	 * Returns the meta object for the containment reference list '{@link org.loupe.model.ClassScheme#getClasses <em>Classes</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the containment reference list '<em>Classes</em>'.
	 * @see org.loupe.model.ClassScheme#getClasses()
	 * @see #getClassScheme()
	 * @generated
	 */
	EReference getClassScheme_Classes();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.DefectClass <em>Defect Class</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Defect Class</em>'.
	 * @see org.loupe.model.DefectClass
	 * @generated
	 */
	EClass getDefectClass();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.DefectClass#getCode <em>Code</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Code</em>'.
	 * @see org.loupe.model.DefectClass#getCode()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Code();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.DefectClass#getColour <em>Colour</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Colour</em>'.
	 * @see org.loupe.model.DefectClass#getColour()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Colour();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.DefectClass#getBin <em>Bin</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Bin</em>'.
	 * @see org.loupe.model.DefectClass#getBin()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Bin();

	/**
	 * Returns the meta object for the attribute list '{@link org.loupe.model.DefectClass#getRules <em>Rules</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute list '<em>Rules</em>'.
	 * @see org.loupe.model.DefectClass#getRules()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Rules();

	/**
	 * Returns the meta object for the attribute list '{@link org.loupe.model.DefectClass#getPictures <em>Pictures</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute list '<em>Pictures</em>'.
	 * @see org.loupe.model.DefectClass#getPictures()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Pictures();

	/**
	 * Returns the meta object for the attribute list '{@link org.loupe.model.DefectClass#getCounterexamples <em>Counterexamples</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute list '<em>Counterexamples</em>'.
	 * @see org.loupe.model.DefectClass#getCounterexamples()
	 * @see #getDefectClass()
	 * @generated
	 */
	EAttribute getDefectClass_Counterexamples();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.ModelEntry <em>Model Entry</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Model Entry</em>'.
	 * @see org.loupe.model.ModelEntry
	 * @generated
	 */
	EClass getModelEntry();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ModelEntry#getFile <em>File</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>File</em>'.
	 * @see org.loupe.model.ModelEntry#getFile()
	 * @see #getModelEntry()
	 * @generated
	 */
	EAttribute getModelEntry_File();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ModelEntry#getTrainer <em>Trainer</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Trainer</em>'.
	 * @see org.loupe.model.ModelEntry#getTrainer()
	 * @see #getModelEntry()
	 * @generated
	 */
	EAttribute getModelEntry_Trainer();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ModelEntry#getSha256 <em>Sha256</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Sha256</em>'.
	 * @see org.loupe.model.ModelEntry#getSha256()
	 * @see #getModelEntry()
	 * @generated
	 */
	EAttribute getModelEntry_Sha256();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ModelEntry#getCreated <em>Created</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Created</em>'.
	 * @see org.loupe.model.ModelEntry#getCreated()
	 * @see #getModelEntry()
	 * @generated
	 */
	EAttribute getModelEntry_Created();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.RunEntry <em>Run Entry</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Run Entry</em>'.
	 * @see org.loupe.model.RunEntry
	 * @generated
	 */
	EClass getRunEntry();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getNumber <em>Number</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Number</em>'.
	 * @see org.loupe.model.RunEntry#getNumber()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Number();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getFolder <em>Folder</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Folder</em>'.
	 * @see org.loupe.model.RunEntry#getFolder()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Folder();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getRecipe <em>Recipe</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Recipe</em>'.
	 * @see org.loupe.model.RunEntry#getRecipe()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Recipe();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getRecipeHash <em>Recipe Hash</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Recipe Hash</em>'.
	 * @see org.loupe.model.RunEntry#getRecipeHash()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_RecipeHash();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.RunEntry#getImageSet <em>Image Set</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Image Set</em>'.
	 * @see org.loupe.model.RunEntry#getImageSet()
	 * @see #getRunEntry()
	 * @generated
	 */
	EReference getRunEntry_ImageSet();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getState <em>State</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>State</em>'.
	 * @see org.loupe.model.RunEntry#getState()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_State();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getStarted <em>Started</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Started</em>'.
	 * @see org.loupe.model.RunEntry#getStarted()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Started();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getSeconds <em>Seconds</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Seconds</em>'.
	 * @see org.loupe.model.RunEntry#getSeconds()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Seconds();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getImages <em>Images</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Images</em>'.
	 * @see org.loupe.model.RunEntry#getImages()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Images();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getErrors <em>Errors</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Errors</em>'.
	 * @see org.loupe.model.RunEntry#getErrors()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Errors();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.RunEntry#getDetections <em>Detections</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Detections</em>'.
	 * @see org.loupe.model.RunEntry#getDetections()
	 * @see #getRunEntry()
	 * @generated
	 */
	EAttribute getRunEntry_Detections();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.WaferEntry <em>Wafer Entry</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Wafer Entry</em>'.
	 * @see org.loupe.model.WaferEntry
	 * @generated
	 */
	EClass getWaferEntry();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getFile <em>File</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>File</em>'.
	 * @see org.loupe.model.WaferEntry#getFile()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_File();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getSource <em>Source</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Source</em>'.
	 * @see org.loupe.model.WaferEntry#getSource()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Source();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getIndex <em>Index</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Index</em>'.
	 * @see org.loupe.model.WaferEntry#getIndex()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Index();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getSha256 <em>Sha256</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Sha256</em>'.
	 * @see org.loupe.model.WaferEntry#getSha256()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Sha256();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getLot <em>Lot</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Lot</em>'.
	 * @see org.loupe.model.WaferEntry#getLot()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Lot();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getWafer <em>Wafer</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Wafer</em>'.
	 * @see org.loupe.model.WaferEntry#getWafer()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Wafer();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getSlot <em>Slot</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Slot</em>'.
	 * @see org.loupe.model.WaferEntry#getSlot()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Slot();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getStep <em>Step</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Step</em>'.
	 * @see org.loupe.model.WaferEntry#getStep()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Step();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.WaferEntry#getDefects <em>Defects</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Defects</em>'.
	 * @see org.loupe.model.WaferEntry#getDefects()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EAttribute getWaferEntry_Defects();

	/**
	 * Returns the meta object for the reference '{@link org.loupe.model.WaferEntry#getImageSet <em>Image Set</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference '<em>Image Set</em>'.
	 * @see org.loupe.model.WaferEntry#getImageSet()
	 * @see #getWaferEntry()
	 * @generated
	 */
	EReference getWaferEntry_ImageSet();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.ClusteringEntry <em>Clustering Entry</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Clustering Entry</em>'.
	 * @see org.loupe.model.ClusteringEntry
	 * @generated
	 */
	EClass getClusteringEntry();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClusteringEntry#getNumber <em>Number</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Number</em>'.
	 * @see org.loupe.model.ClusteringEntry#getNumber()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Number();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClusteringEntry#getFolder <em>Folder</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Folder</em>'.
	 * @see org.loupe.model.ClusteringEntry#getFolder()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Folder();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClusteringEntry#getMethod <em>Method</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Method</em>'.
	 * @see org.loupe.model.ClusteringEntry#getMethod()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Method();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClusteringEntry#getSource <em>Source</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Source</em>'.
	 * @see org.loupe.model.ClusteringEntry#getSource()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Source();

	/**
	 * Returns the meta object for the attribute list '{@link org.loupe.model.ClusteringEntry#getEdits <em>Edits</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute list '<em>Edits</em>'.
	 * @see org.loupe.model.ClusteringEntry#getEdits()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Edits();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.ClusteringEntry#getCreated <em>Created</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Created</em>'.
	 * @see org.loupe.model.ClusteringEntry#getCreated()
	 * @see #getClusteringEntry()
	 * @generated
	 */
	EAttribute getClusteringEntry_Created();

	/**
	 * Returns the meta object for class '{@link org.loupe.model.Report <em>Report</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for class '<em>Report</em>'.
	 * @see org.loupe.model.Report
	 * @generated
	 */
	EClass getReport();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Report#getFile <em>File</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>File</em>'.
	 * @see org.loupe.model.Report#getFile()
	 * @see #getReport()
	 * @generated
	 */
	EAttribute getReport_File();

	/**
	 * Returns the meta object for the attribute '{@link org.loupe.model.Report#getCreated <em>Created</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the attribute '<em>Created</em>'.
	 * @see org.loupe.model.Report#getCreated()
	 * @see #getReport()
	 * @generated
	 */
	EAttribute getReport_Created();

	/**
	 * Returns the meta object for the reference list '{@link org.loupe.model.Report#getRuns <em>Runs</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for the reference list '<em>Runs</em>'.
	 * @see org.loupe.model.Report#getRuns()
	 * @see #getReport()
	 * @generated
	 */
	EReference getReport_Runs();

	/**
	 * Returns the meta object for enum '{@link org.loupe.model.LayoutKind <em>Layout Kind</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for enum '<em>Layout Kind</em>'.
	 * @see org.loupe.model.LayoutKind
	 * @generated
	 */
	EEnum getLayoutKind();

	/**
	 * Returns the meta object for enum '{@link org.loupe.model.ZoneKind <em>Zone Kind</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for enum '<em>Zone Kind</em>'.
	 * @see org.loupe.model.ZoneKind
	 * @generated
	 */
	EEnum getZoneKind();

	/**
	 * Returns the meta object for enum '{@link org.loupe.model.RunState <em>Run State</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the meta object for enum '<em>Run State</em>'.
	 * @see org.loupe.model.RunState
	 * @generated
	 */
	EEnum getRunState();

	/**
	 * Returns the meta object for data type '{@link java.time.Instant <em>Instant</em>}'.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
     * <!-- begin-model-doc -->
     * A point in time, written in UTC as in ISO 8601.
     * <!-- end-model-doc -->
	 * @return the meta object for data type '<em>Instant</em>'.
	 * @see java.time.Instant
	 * @model instanceClass="java.time.Instant"
	 * @generated
	 */
	EDataType getInstant();

	/**
	 * Returns the factory that creates the instances of the model.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @return the factory that creates the instances of the model.
	 * @generated
	 */
	LoupeFactory getLoupeFactory();

	/**
	 * <!-- begin-user-doc -->
	 * Defines literals for the meta objects that represent
	 * <ul>
	 *   <li>each class,</li>
	 *   <li>each feature of each class,</li>
	 *   <li>each operation of each class,</li>
	 *   <li>each enum,</li>
	 *   <li>and each data type</li>
	 * </ul>
	 * <!-- end-user-doc -->
	 * @generated
	 */
	interface Literals {
		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.NamedImpl <em>Named</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.NamedImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getNamed()
		 * @generated
		 */
		EClass NAMED = eINSTANCE.getNamed();

		/**
		 * The meta object literal for the '<em><b>Name</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute NAMED__NAME = eINSTANCE.getNamed_Name();

		/**
		 * The meta object literal for the '<em><b>Description</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute NAMED__DESCRIPTION = eINSTANCE.getNamed_Description();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ProjectImpl <em>Project</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ProjectImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getProject()
		 * @generated
		 */
		EClass PROJECT = eINSTANCE.getProject();

		/**
		 * The meta object literal for the '<em><b>Format Version</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__FORMAT_VERSION = eINSTANCE.getProject_FormatVersion();

		/**
		 * The meta object literal for the '<em><b>Image Sets</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__IMAGE_SETS = eINSTANCE.getProject_ImageSets();

		/**
		 * The meta object literal for the '<em><b>Layouts</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__LAYOUTS = eINSTANCE.getProject_Layouts();

		/**
		 * The meta object literal for the '<em><b>Recipes</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__RECIPES = eINSTANCE.getProject_Recipes();

		/**
		 * The meta object literal for the '<em><b>Recipe Files</b></em>' attribute list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__RECIPE_FILES = eINSTANCE.getProject_RecipeFiles();

		/**
		 * The meta object literal for the '<em><b>Class Schemes</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__CLASS_SCHEMES = eINSTANCE.getProject_ClassSchemes();

		/**
		 * The meta object literal for the '<em><b>Models</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__MODELS = eINSTANCE.getProject_Models();

		/**
		 * The meta object literal for the '<em><b>Iterations</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__ITERATIONS = eINSTANCE.getProject_Iterations();

		/**
		 * The meta object literal for the '<em><b>Runs</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__RUNS = eINSTANCE.getProject_Runs();

		/**
		 * The meta object literal for the '<em><b>Wafers</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__WAFERS = eINSTANCE.getProject_Wafers();

		/**
		 * The meta object literal for the '<em><b>Clusterings</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__CLUSTERINGS = eINSTANCE.getProject_Clusterings();

		/**
		 * The meta object literal for the '<em><b>Reports</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference PROJECT__REPORTS = eINSTANCE.getProject_Reports();

		/**
		 * The meta object literal for the '<em><b>Escape Cost</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__ESCAPE_COST = eINSTANCE.getProject_EscapeCost();

		/**
		 * The meta object literal for the '<em><b>Overkill Cost</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__OVERKILL_COST = eINSTANCE.getProject_OverkillCost();

		/**
		 * The meta object literal for the '<em><b>Currency</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__CURRENCY = eINSTANCE.getProject_Currency();

		/**
		 * The meta object literal for the '<em><b>Images Per Month</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__IMAGES_PER_MONTH = eINSTANCE.getProject_ImagesPerMonth();

		/**
		 * The meta object literal for the '<em><b>Escape Target</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__ESCAPE_TARGET = eINSTANCE.getProject_EscapeTarget();

		/**
		 * The meta object literal for the '<em><b>Overkill Target</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PROJECT__OVERKILL_TARGET = eINSTANCE.getProject_OverkillTarget();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.IterationImpl <em>Iteration</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.IterationImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getIteration()
		 * @generated
		 */
		EClass ITERATION = eINSTANCE.getIteration();

		/**
		 * The meta object literal for the '<em><b>Number</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__NUMBER = eINSTANCE.getIteration_Number();

		/**
		 * The meta object literal for the '<em><b>Created</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__CREATED = eINSTANCE.getIteration_Created();

		/**
		 * The meta object literal for the '<em><b>Frozen</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__FROZEN = eINSTANCE.getIteration_Frozen();

		/**
		 * The meta object literal for the '<em><b>Parent</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference ITERATION__PARENT = eINSTANCE.getIteration_Parent();

		/**
		 * The meta object literal for the '<em><b>Folder</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__FOLDER = eINSTANCE.getIteration_Folder();

		/**
		 * The meta object literal for the '<em><b>Entry</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__ENTRY = eINSTANCE.getIteration_Entry();

		/**
		 * The meta object literal for the '<em><b>Head</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__HEAD = eINSTANCE.getIteration_Head();

		/**
		 * The meta object literal for the '<em><b>Labels</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__LABELS = eINSTANCE.getIteration_Labels();

		/**
		 * The meta object literal for the '<em><b>Manifest</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__MANIFEST = eINSTANCE.getIteration_Manifest();

		/**
		 * The meta object literal for the '<em><b>Sha256</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__SHA256 = eINSTANCE.getIteration_Sha256();

		/**
		 * The meta object literal for the '<em><b>Start Model</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference ITERATION__START_MODEL = eINSTANCE.getIteration_StartModel();

		/**
		 * The meta object literal for the '<em><b>Model</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference ITERATION__MODEL = eINSTANCE.getIteration_Model();

		/**
		 * The meta object literal for the '<em><b>Auto Labeler</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__AUTO_LABELER = eINSTANCE.getIteration_AutoLabeler();

		/**
		 * The meta object literal for the '<em><b>Auto Label Score</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__AUTO_LABEL_SCORE = eINSTANCE.getIteration_AutoLabelScore();

		/**
		 * The meta object literal for the '<em><b>Split Rule</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__SPLIT_RULE = eINSTANCE.getIteration_SplitRule();

		/**
		 * The meta object literal for the '<em><b>Tiles</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__TILES = eINSTANCE.getIteration_Tiles();

		/**
		 * The meta object literal for the '<em><b>Complete Tiles</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__COMPLETE_TILES = eINSTANCE.getIteration_CompleteTiles();

		/**
		 * The meta object literal for the '<em><b>Label Count</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__LABEL_COUNT = eINSTANCE.getIteration_LabelCount();

		/**
		 * The meta object literal for the '<em><b>Proposed</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__PROPOSED = eINSTANCE.getIteration_Proposed();

		/**
		 * The meta object literal for the '<em><b>Accepted</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__ACCEPTED = eINSTANCE.getIteration_Accepted();

		/**
		 * The meta object literal for the '<em><b>Edited</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__EDITED = eINSTANCE.getIteration_Edited();

		/**
		 * The meta object literal for the '<em><b>Deleted</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__DELETED = eINSTANCE.getIteration_Deleted();

		/**
		 * The meta object literal for the '<em><b>Added</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ITERATION__ADDED = eINSTANCE.getIteration_Added();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ImageSetImpl <em>Image Set</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ImageSetImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getImageSet()
		 * @generated
		 */
		EClass IMAGE_SET = eINSTANCE.getImageSet();

		/**
		 * The meta object literal for the '<em><b>Root</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__ROOT = eINSTANCE.getImageSet_Root();

		/**
		 * The meta object literal for the '<em><b>Pattern</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__PATTERN = eINSTANCE.getImageSet_Pattern();

		/**
		 * The meta object literal for the '<em><b>Reference</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__REFERENCE = eINSTANCE.getImageSet_Reference();

		/**
		 * The meta object literal for the '<em><b>Pairing</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__PAIRING = eINSTANCE.getImageSet_Pairing();

		/**
		 * The meta object literal for the '<em><b>Truth</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__TRUTH = eINSTANCE.getImageSet_Truth();

		/**
		 * The meta object literal for the '<em><b>Um Per Px</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__UM_PER_PX = eINSTANCE.getImageSet_UmPerPx();

		/**
		 * The meta object literal for the '<em><b>Layer</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__LAYER = eINSTANCE.getImageSet_Layer();

		/**
		 * The meta object literal for the '<em><b>Mode</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__MODE = eINSTANCE.getImageSet_Mode();

		/**
		 * The meta object literal for the '<em><b>Magnification</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__MAGNIFICATION = eINSTANCE.getImageSet_Magnification();

		/**
		 * The meta object literal for the '<em><b>Exposure Ms</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__EXPOSURE_MS = eINSTANCE.getImageSet_ExposureMs();

		/**
		 * The meta object literal for the '<em><b>Layout</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference IMAGE_SET__LAYOUT = eINSTANCE.getImageSet_Layout();

		/**
		 * The meta object literal for the '<em><b>Examples</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__EXAMPLES = eINSTANCE.getImageSet_Examples();

		/**
		 * The meta object literal for the '<em><b>Lot</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__LOT = eINSTANCE.getImageSet_Lot();

		/**
		 * The meta object literal for the '<em><b>Wafer</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute IMAGE_SET__WAFER = eINSTANCE.getImageSet_Wafer();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.LayoutImpl <em>Layout</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.LayoutImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getLayout()
		 * @generated
		 */
		EClass LAYOUT = eINSTANCE.getLayout();

		/**
		 * The meta object literal for the '<em><b>Kind</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__KIND = eINSTANCE.getLayout_Kind();

		/**
		 * The meta object literal for the '<em><b>In Pixels</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__IN_PIXELS = eINSTANCE.getLayout_InPixels();

		/**
		 * The meta object literal for the '<em><b>Columns</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__COLUMNS = eINSTANCE.getLayout_Columns();

		/**
		 * The meta object literal for the '<em><b>Rows</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__ROWS = eINSTANCE.getLayout_Rows();

		/**
		 * The meta object literal for the '<em><b>Pitch Xum</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__PITCH_XUM = eINSTANCE.getLayout_PitchXum();

		/**
		 * The meta object literal for the '<em><b>Pitch Yum</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__PITCH_YUM = eINSTANCE.getLayout_PitchYum();

		/**
		 * The meta object literal for the '<em><b>Origin Xum</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__ORIGIN_XUM = eINSTANCE.getLayout_OriginXum();

		/**
		 * The meta object literal for the '<em><b>Origin Yum</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute LAYOUT__ORIGIN_YUM = eINSTANCE.getLayout_OriginYum();

		/**
		 * The meta object literal for the '<em><b>Zones</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference LAYOUT__ZONES = eINSTANCE.getLayout_Zones();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ZoneImpl <em>Zone</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ZoneImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getZone()
		 * @generated
		 */
		EClass ZONE = eINSTANCE.getZone();

		/**
		 * The meta object literal for the '<em><b>Kind</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ZONE__KIND = eINSTANCE.getZone_Kind();

		/**
		 * The meta object literal for the '<em><b>XUm</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ZONE__XUM = eINSTANCE.getZone_XUm();

		/**
		 * The meta object literal for the '<em><b>YUm</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ZONE__YUM = eINSTANCE.getZone_YUm();

		/**
		 * The meta object literal for the '<em><b>Width Um</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ZONE__WIDTH_UM = eINSTANCE.getZone_WidthUm();

		/**
		 * The meta object literal for the '<em><b>Height Um</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ZONE__HEIGHT_UM = eINSTANCE.getZone_HeightUm();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.RecipeImpl <em>Recipe</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.RecipeImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getRecipe()
		 * @generated
		 */
		EClass RECIPE = eINSTANCE.getRecipe();

		/**
		 * The meta object literal for the '<em><b>Steps</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference RECIPE__STEPS = eINSTANCE.getRecipe_Steps();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.RecipeStepImpl <em>Recipe Step</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.RecipeStepImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getRecipeStep()
		 * @generated
		 */
		EClass RECIPE_STEP = eINSTANCE.getRecipeStep();

		/**
		 * The meta object literal for the '<em><b>Tool</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RECIPE_STEP__TOOL = eINSTANCE.getRecipeStep_Tool();

		/**
		 * The meta object literal for the '<em><b>Enabled</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RECIPE_STEP__ENABLED = eINSTANCE.getRecipeStep_Enabled();

		/**
		 * The meta object literal for the '<em><b>Params</b></em>' map feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference RECIPE_STEP__PARAMS = eINSTANCE.getRecipeStep_Params();

		/**
		 * The meta object literal for the '<em><b>Routes</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference RECIPE_STEP__ROUTES = eINSTANCE.getRecipeStep_Routes();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ParameterImpl <em>Parameter</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ParameterImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getParameter()
		 * @generated
		 */
		EClass PARAMETER = eINSTANCE.getParameter();

		/**
		 * The meta object literal for the '<em><b>Key</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PARAMETER__KEY = eINSTANCE.getParameter_Key();

		/**
		 * The meta object literal for the '<em><b>Value</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute PARAMETER__VALUE = eINSTANCE.getParameter_Value();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.RouteImpl <em>Route</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.RouteImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getRoute()
		 * @generated
		 */
		EClass ROUTE = eINSTANCE.getRoute();

		/**
		 * The meta object literal for the '<em><b>Class Name</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ROUTE__CLASS_NAME = eINSTANCE.getRoute_ClassName();

		/**
		 * The meta object literal for the '<em><b>Drop</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute ROUTE__DROP = eINSTANCE.getRoute_Drop();

		/**
		 * The meta object literal for the '<em><b>Steps</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference ROUTE__STEPS = eINSTANCE.getRoute_Steps();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ClassSchemeImpl <em>Class Scheme</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ClassSchemeImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getClassScheme()
		 * @generated
		 */
		EClass CLASS_SCHEME = eINSTANCE.getClassScheme();

		/**
		 * The meta object literal for the '<em><b>Next Code</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLASS_SCHEME__NEXT_CODE = eINSTANCE.getClassScheme_NextCode();

		/**
		 * The meta object literal for the '<em><b>Classes</b></em>' containment reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference CLASS_SCHEME__CLASSES = eINSTANCE.getClassScheme_Classes();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.DefectClassImpl <em>Defect Class</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.DefectClassImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getDefectClass()
		 * @generated
		 */
		EClass DEFECT_CLASS = eINSTANCE.getDefectClass();

		/**
		 * The meta object literal for the '<em><b>Code</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__CODE = eINSTANCE.getDefectClass_Code();

		/**
		 * The meta object literal for the '<em><b>Colour</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__COLOUR = eINSTANCE.getDefectClass_Colour();

		/**
		 * The meta object literal for the '<em><b>Bin</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__BIN = eINSTANCE.getDefectClass_Bin();

		/**
		 * The meta object literal for the '<em><b>Rules</b></em>' attribute list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__RULES = eINSTANCE.getDefectClass_Rules();

		/**
		 * The meta object literal for the '<em><b>Pictures</b></em>' attribute list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__PICTURES = eINSTANCE.getDefectClass_Pictures();

		/**
		 * The meta object literal for the '<em><b>Counterexamples</b></em>' attribute list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute DEFECT_CLASS__COUNTEREXAMPLES = eINSTANCE.getDefectClass_Counterexamples();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ModelEntryImpl <em>Model Entry</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ModelEntryImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getModelEntry()
		 * @generated
		 */
		EClass MODEL_ENTRY = eINSTANCE.getModelEntry();

		/**
		 * The meta object literal for the '<em><b>File</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute MODEL_ENTRY__FILE = eINSTANCE.getModelEntry_File();

		/**
		 * The meta object literal for the '<em><b>Trainer</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute MODEL_ENTRY__TRAINER = eINSTANCE.getModelEntry_Trainer();

		/**
		 * The meta object literal for the '<em><b>Sha256</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute MODEL_ENTRY__SHA256 = eINSTANCE.getModelEntry_Sha256();

		/**
		 * The meta object literal for the '<em><b>Created</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute MODEL_ENTRY__CREATED = eINSTANCE.getModelEntry_Created();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.RunEntryImpl <em>Run Entry</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.RunEntryImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getRunEntry()
		 * @generated
		 */
		EClass RUN_ENTRY = eINSTANCE.getRunEntry();

		/**
		 * The meta object literal for the '<em><b>Number</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__NUMBER = eINSTANCE.getRunEntry_Number();

		/**
		 * The meta object literal for the '<em><b>Folder</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__FOLDER = eINSTANCE.getRunEntry_Folder();

		/**
		 * The meta object literal for the '<em><b>Recipe</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__RECIPE = eINSTANCE.getRunEntry_Recipe();

		/**
		 * The meta object literal for the '<em><b>Recipe Hash</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__RECIPE_HASH = eINSTANCE.getRunEntry_RecipeHash();

		/**
		 * The meta object literal for the '<em><b>Image Set</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference RUN_ENTRY__IMAGE_SET = eINSTANCE.getRunEntry_ImageSet();

		/**
		 * The meta object literal for the '<em><b>State</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__STATE = eINSTANCE.getRunEntry_State();

		/**
		 * The meta object literal for the '<em><b>Started</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__STARTED = eINSTANCE.getRunEntry_Started();

		/**
		 * The meta object literal for the '<em><b>Seconds</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__SECONDS = eINSTANCE.getRunEntry_Seconds();

		/**
		 * The meta object literal for the '<em><b>Images</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__IMAGES = eINSTANCE.getRunEntry_Images();

		/**
		 * The meta object literal for the '<em><b>Errors</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__ERRORS = eINSTANCE.getRunEntry_Errors();

		/**
		 * The meta object literal for the '<em><b>Detections</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute RUN_ENTRY__DETECTIONS = eINSTANCE.getRunEntry_Detections();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.WaferEntryImpl <em>Wafer Entry</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.WaferEntryImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getWaferEntry()
		 * @generated
		 */
		EClass WAFER_ENTRY = eINSTANCE.getWaferEntry();

		/**
		 * The meta object literal for the '<em><b>File</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__FILE = eINSTANCE.getWaferEntry_File();

		/**
		 * The meta object literal for the '<em><b>Source</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__SOURCE = eINSTANCE.getWaferEntry_Source();

		/**
		 * The meta object literal for the '<em><b>Index</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__INDEX = eINSTANCE.getWaferEntry_Index();

		/**
		 * The meta object literal for the '<em><b>Sha256</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__SHA256 = eINSTANCE.getWaferEntry_Sha256();

		/**
		 * The meta object literal for the '<em><b>Lot</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__LOT = eINSTANCE.getWaferEntry_Lot();

		/**
		 * The meta object literal for the '<em><b>Wafer</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__WAFER = eINSTANCE.getWaferEntry_Wafer();

		/**
		 * The meta object literal for the '<em><b>Slot</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__SLOT = eINSTANCE.getWaferEntry_Slot();

		/**
		 * The meta object literal for the '<em><b>Step</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__STEP = eINSTANCE.getWaferEntry_Step();

		/**
		 * The meta object literal for the '<em><b>Defects</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute WAFER_ENTRY__DEFECTS = eINSTANCE.getWaferEntry_Defects();

		/**
		 * The meta object literal for the '<em><b>Image Set</b></em>' reference feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference WAFER_ENTRY__IMAGE_SET = eINSTANCE.getWaferEntry_ImageSet();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ClusteringEntryImpl <em>Clustering Entry</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ClusteringEntryImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getClusteringEntry()
		 * @generated
		 */
		EClass CLUSTERING_ENTRY = eINSTANCE.getClusteringEntry();

		/**
		 * The meta object literal for the '<em><b>Number</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__NUMBER = eINSTANCE.getClusteringEntry_Number();

		/**
		 * The meta object literal for the '<em><b>Folder</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__FOLDER = eINSTANCE.getClusteringEntry_Folder();

		/**
		 * The meta object literal for the '<em><b>Method</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__METHOD = eINSTANCE.getClusteringEntry_Method();

		/**
		 * The meta object literal for the '<em><b>Source</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__SOURCE = eINSTANCE.getClusteringEntry_Source();

		/**
		 * The meta object literal for the '<em><b>Edits</b></em>' attribute list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__EDITS = eINSTANCE.getClusteringEntry_Edits();

		/**
		 * The meta object literal for the '<em><b>Created</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute CLUSTERING_ENTRY__CREATED = eINSTANCE.getClusteringEntry_Created();

		/**
		 * The meta object literal for the '{@link org.loupe.model.impl.ReportImpl <em>Report</em>}' class.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.impl.ReportImpl
		 * @see org.loupe.model.impl.LoupePackageImpl#getReport()
		 * @generated
		 */
		EClass REPORT = eINSTANCE.getReport();

		/**
		 * The meta object literal for the '<em><b>File</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute REPORT__FILE = eINSTANCE.getReport_File();

		/**
		 * The meta object literal for the '<em><b>Created</b></em>' attribute feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EAttribute REPORT__CREATED = eINSTANCE.getReport_Created();

		/**
		 * The meta object literal for the '<em><b>Runs</b></em>' reference list feature.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @generated
		 */
		EReference REPORT__RUNS = eINSTANCE.getReport_Runs();

		/**
		 * The meta object literal for the '{@link org.loupe.model.LayoutKind <em>Layout Kind</em>}' enum.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.LayoutKind
		 * @see org.loupe.model.impl.LoupePackageImpl#getLayoutKind()
		 * @generated
		 */
		EEnum LAYOUT_KIND = eINSTANCE.getLayoutKind();

		/**
		 * The meta object literal for the '{@link org.loupe.model.ZoneKind <em>Zone Kind</em>}' enum.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.ZoneKind
		 * @see org.loupe.model.impl.LoupePackageImpl#getZoneKind()
		 * @generated
		 */
		EEnum ZONE_KIND = eINSTANCE.getZoneKind();

		/**
		 * The meta object literal for the '{@link org.loupe.model.RunState <em>Run State</em>}' enum.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see org.loupe.model.RunState
		 * @see org.loupe.model.impl.LoupePackageImpl#getRunState()
		 * @generated
		 */
		EEnum RUN_STATE = eINSTANCE.getRunState();

		/**
		 * The meta object literal for the '<em>Instant</em>' data type.
		 * <!-- begin-user-doc -->
		 * <!-- end-user-doc -->
		 * @see java.time.Instant
		 * @see org.loupe.model.impl.LoupePackageImpl#getInstant()
		 * @generated
		 */
		EDataType INSTANT = eINSTANCE.getInstant();

	}

} //LoupePackage
