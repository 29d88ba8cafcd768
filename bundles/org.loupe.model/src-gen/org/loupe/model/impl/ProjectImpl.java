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

import org.eclipse.emf.ecore.util.EDataTypeUniqueEList;
import org.eclipse.emf.ecore.util.EObjectContainmentEList;
import org.eclipse.emf.ecore.util.InternalEList;

import org.loupe.model.ClassScheme;
import org.loupe.model.ClusteringEntry;
import org.loupe.model.ImageSet;
import org.loupe.model.Iteration;
import org.loupe.model.Layout;
import org.loupe.model.LoupePackage;
import org.loupe.model.ModelEntry;
import org.loupe.model.Project;
import org.loupe.model.Recipe;
import org.loupe.model.Report;
import org.loupe.model.RunEntry;
import org.loupe.model.WaferEntry;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Project</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getFormatVersion <em>Format Version</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getImageSets <em>Image Sets</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getLayouts <em>Layouts</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getRecipes <em>Recipes</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getRecipeFiles <em>Recipe Files</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getClassSchemes <em>Class Schemes</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getModels <em>Models</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getIterations <em>Iterations</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getRuns <em>Runs</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getWafers <em>Wafers</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getClusterings <em>Clusterings</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getReports <em>Reports</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getEscapeCost <em>Escape Cost</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getOverkillCost <em>Overkill Cost</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getCurrency <em>Currency</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getImagesPerMonth <em>Images Per Month</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getEscapeTarget <em>Escape Target</em>}</li>
 *   <li>{@link org.loupe.model.impl.ProjectImpl#getOverkillTarget <em>Overkill Target</em>}</li>
 * </ul>
 *
 * @generated
 */
public class ProjectImpl extends NamedImpl implements Project {
	/**
	 * The default value of the '{@link #getFormatVersion() <em>Format Version</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFormatVersion()
	 * @generated
	 * @ordered
	 */
	protected static final int FORMAT_VERSION_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getFormatVersion() <em>Format Version</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFormatVersion()
	 * @generated
	 * @ordered
	 */
	protected int formatVersion = FORMAT_VERSION_EDEFAULT;

	/**
	 * The cached value of the '{@link #getImageSets() <em>Image Sets</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImageSets()
	 * @generated
	 * @ordered
	 */
	protected EList<ImageSet> imageSets;

	/**
	 * The cached value of the '{@link #getLayouts() <em>Layouts</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getLayouts()
	 * @generated
	 * @ordered
	 */
	protected EList<Layout> layouts;

	/**
	 * The cached value of the '{@link #getRecipes() <em>Recipes</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipes()
	 * @generated
	 * @ordered
	 */
	protected EList<Recipe> recipes;

	/**
	 * The cached value of the '{@link #getRecipeFiles() <em>Recipe Files</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRecipeFiles()
	 * @generated
	 * @ordered
	 */
	protected EList<String> recipeFiles;

	/**
	 * The cached value of the '{@link #getClassSchemes() <em>Class Schemes</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getClassSchemes()
	 * @generated
	 * @ordered
	 */
	protected EList<ClassScheme> classSchemes;

	/**
	 * The cached value of the '{@link #getModels() <em>Models</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getModels()
	 * @generated
	 * @ordered
	 */
	protected EList<ModelEntry> models;

	/**
	 * The cached value of the '{@link #getIterations() <em>Iterations</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getIterations()
	 * @generated
	 * @ordered
	 */
	protected EList<Iteration> iterations;

	/**
	 * The cached value of the '{@link #getRuns() <em>Runs</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getRuns()
	 * @generated
	 * @ordered
	 */
	protected EList<RunEntry> runs;

	/**
	 * The cached value of the '{@link #getWafers() <em>Wafers</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getWafers()
	 * @generated
	 * @ordered
	 */
	protected EList<WaferEntry> wafers;

	/**
	 * The cached value of the '{@link #getClusterings() <em>Clusterings</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getClusterings()
	 * @generated
	 * @ordered
	 */
	protected EList<ClusteringEntry> clusterings;

	/**
	 * The cached value of the '{@link #getReports() <em>Reports</em>}' containment reference list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getReports()
	 * @generated
	 * @ordered
	 */
	protected EList<Report> reports;

	/**
	 * The default value of the '{@link #getEscapeCost() <em>Escape Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEscapeCost()
	 * @generated
	 * @ordered
	 */
	protected static final double ESCAPE_COST_EDEFAULT = 10.0;

	/**
	 * The cached value of the '{@link #getEscapeCost() <em>Escape Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEscapeCost()
	 * @generated
	 * @ordered
	 */
	protected double escapeCost = ESCAPE_COST_EDEFAULT;

	/**
	 * The default value of the '{@link #getOverkillCost() <em>Overkill Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOverkillCost()
	 * @generated
	 * @ordered
	 */
	protected static final double OVERKILL_COST_EDEFAULT = 1.0;

	/**
	 * The cached value of the '{@link #getOverkillCost() <em>Overkill Cost</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOverkillCost()
	 * @generated
	 * @ordered
	 */
	protected double overkillCost = OVERKILL_COST_EDEFAULT;

	/**
	 * The default value of the '{@link #getCurrency() <em>Currency</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCurrency()
	 * @generated
	 * @ordered
	 */
	protected static final String CURRENCY_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getCurrency() <em>Currency</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCurrency()
	 * @generated
	 * @ordered
	 */
	protected String currency = CURRENCY_EDEFAULT;

	/**
	 * The default value of the '{@link #getImagesPerMonth() <em>Images Per Month</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImagesPerMonth()
	 * @generated
	 * @ordered
	 */
	protected static final int IMAGES_PER_MONTH_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getImagesPerMonth() <em>Images Per Month</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getImagesPerMonth()
	 * @generated
	 * @ordered
	 */
	protected int imagesPerMonth = IMAGES_PER_MONTH_EDEFAULT;

	/**
	 * The default value of the '{@link #getEscapeTarget() <em>Escape Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEscapeTarget()
	 * @generated
	 * @ordered
	 */
	protected static final double ESCAPE_TARGET_EDEFAULT = 0.01;

	/**
	 * The cached value of the '{@link #getEscapeTarget() <em>Escape Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEscapeTarget()
	 * @generated
	 * @ordered
	 */
	protected double escapeTarget = ESCAPE_TARGET_EDEFAULT;

	/**
	 * The default value of the '{@link #getOverkillTarget() <em>Overkill Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOverkillTarget()
	 * @generated
	 * @ordered
	 */
	protected static final double OVERKILL_TARGET_EDEFAULT = 0.05;

	/**
	 * The cached value of the '{@link #getOverkillTarget() <em>Overkill Target</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getOverkillTarget()
	 * @generated
	 * @ordered
	 */
	protected double overkillTarget = OVERKILL_TARGET_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected ProjectImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.PROJECT;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getFormatVersion() {
		return formatVersion;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFormatVersion(int newFormatVersion) {
		int oldFormatVersion = formatVersion;
		formatVersion = newFormatVersion;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__FORMAT_VERSION, oldFormatVersion, formatVersion));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<ImageSet> getImageSets() {
		if (imageSets == null) {
			imageSets = new EObjectContainmentEList<ImageSet>(ImageSet.class, this, LoupePackage.PROJECT__IMAGE_SETS);
		}
		return imageSets;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Layout> getLayouts() {
		if (layouts == null) {
			layouts = new EObjectContainmentEList<Layout>(Layout.class, this, LoupePackage.PROJECT__LAYOUTS);
		}
		return layouts;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Recipe> getRecipes() {
		if (recipes == null) {
			recipes = new EObjectContainmentEList<Recipe>(Recipe.class, this, LoupePackage.PROJECT__RECIPES);
		}
		return recipes;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<String> getRecipeFiles() {
		if (recipeFiles == null) {
			recipeFiles = new EDataTypeUniqueEList<String>(String.class, this, LoupePackage.PROJECT__RECIPE_FILES);
		}
		return recipeFiles;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<ClassScheme> getClassSchemes() {
		if (classSchemes == null) {
			classSchemes = new EObjectContainmentEList<ClassScheme>(ClassScheme.class, this, LoupePackage.PROJECT__CLASS_SCHEMES);
		}
		return classSchemes;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<ModelEntry> getModels() {
		if (models == null) {
			models = new EObjectContainmentEList<ModelEntry>(ModelEntry.class, this, LoupePackage.PROJECT__MODELS);
		}
		return models;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Iteration> getIterations() {
		if (iterations == null) {
			iterations = new EObjectContainmentEList<Iteration>(Iteration.class, this, LoupePackage.PROJECT__ITERATIONS);
		}
		return iterations;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<RunEntry> getRuns() {
		if (runs == null) {
			runs = new EObjectContainmentEList<RunEntry>(RunEntry.class, this, LoupePackage.PROJECT__RUNS);
		}
		return runs;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<WaferEntry> getWafers() {
		if (wafers == null) {
			wafers = new EObjectContainmentEList<WaferEntry>(WaferEntry.class, this, LoupePackage.PROJECT__WAFERS);
		}
		return wafers;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<ClusteringEntry> getClusterings() {
		if (clusterings == null) {
			clusterings = new EObjectContainmentEList<ClusteringEntry>(ClusteringEntry.class, this, LoupePackage.PROJECT__CLUSTERINGS);
		}
		return clusterings;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<Report> getReports() {
		if (reports == null) {
			reports = new EObjectContainmentEList<Report>(Report.class, this, LoupePackage.PROJECT__REPORTS);
		}
		return reports;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getEscapeCost() {
		return escapeCost;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setEscapeCost(double newEscapeCost) {
		double oldEscapeCost = escapeCost;
		escapeCost = newEscapeCost;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__ESCAPE_COST, oldEscapeCost, escapeCost));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getOverkillCost() {
		return overkillCost;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setOverkillCost(double newOverkillCost) {
		double oldOverkillCost = overkillCost;
		overkillCost = newOverkillCost;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__OVERKILL_COST, oldOverkillCost, overkillCost));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getCurrency() {
		return currency;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCurrency(String newCurrency) {
		String oldCurrency = currency;
		currency = newCurrency;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__CURRENCY, oldCurrency, currency));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getImagesPerMonth() {
		return imagesPerMonth;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setImagesPerMonth(int newImagesPerMonth) {
		int oldImagesPerMonth = imagesPerMonth;
		imagesPerMonth = newImagesPerMonth;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__IMAGES_PER_MONTH, oldImagesPerMonth, imagesPerMonth));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getEscapeTarget() {
		return escapeTarget;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setEscapeTarget(double newEscapeTarget) {
		double oldEscapeTarget = escapeTarget;
		escapeTarget = newEscapeTarget;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__ESCAPE_TARGET, oldEscapeTarget, escapeTarget));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public double getOverkillTarget() {
		return overkillTarget;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setOverkillTarget(double newOverkillTarget) {
		double oldOverkillTarget = overkillTarget;
		overkillTarget = newOverkillTarget;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.PROJECT__OVERKILL_TARGET, oldOverkillTarget, overkillTarget));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public NotificationChain eInverseRemove(InternalEObject otherEnd, int featureID, NotificationChain msgs) {
		switch (featureID) {
			case LoupePackage.PROJECT__IMAGE_SETS:
				return ((InternalEList<?>)getImageSets()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__LAYOUTS:
				return ((InternalEList<?>)getLayouts()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__RECIPES:
				return ((InternalEList<?>)getRecipes()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__CLASS_SCHEMES:
				return ((InternalEList<?>)getClassSchemes()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__MODELS:
				return ((InternalEList<?>)getModels()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__ITERATIONS:
				return ((InternalEList<?>)getIterations()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__RUNS:
				return ((InternalEList<?>)getRuns()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__WAFERS:
				return ((InternalEList<?>)getWafers()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__CLUSTERINGS:
				return ((InternalEList<?>)getClusterings()).basicRemove(otherEnd, msgs);
			case LoupePackage.PROJECT__REPORTS:
				return ((InternalEList<?>)getReports()).basicRemove(otherEnd, msgs);
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
			case LoupePackage.PROJECT__FORMAT_VERSION:
				return getFormatVersion();
			case LoupePackage.PROJECT__IMAGE_SETS:
				return getImageSets();
			case LoupePackage.PROJECT__LAYOUTS:
				return getLayouts();
			case LoupePackage.PROJECT__RECIPES:
				return getRecipes();
			case LoupePackage.PROJECT__RECIPE_FILES:
				return getRecipeFiles();
			case LoupePackage.PROJECT__CLASS_SCHEMES:
				return getClassSchemes();
			case LoupePackage.PROJECT__MODELS:
				return getModels();
			case LoupePackage.PROJECT__ITERATIONS:
				return getIterations();
			case LoupePackage.PROJECT__RUNS:
				return getRuns();
			case LoupePackage.PROJECT__WAFERS:
				return getWafers();
			case LoupePackage.PROJECT__CLUSTERINGS:
				return getClusterings();
			case LoupePackage.PROJECT__REPORTS:
				return getReports();
			case LoupePackage.PROJECT__ESCAPE_COST:
				return getEscapeCost();
			case LoupePackage.PROJECT__OVERKILL_COST:
				return getOverkillCost();
			case LoupePackage.PROJECT__CURRENCY:
				return getCurrency();
			case LoupePackage.PROJECT__IMAGES_PER_MONTH:
				return getImagesPerMonth();
			case LoupePackage.PROJECT__ESCAPE_TARGET:
				return getEscapeTarget();
			case LoupePackage.PROJECT__OVERKILL_TARGET:
				return getOverkillTarget();
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
			case LoupePackage.PROJECT__FORMAT_VERSION:
				setFormatVersion((Integer)newValue);
				return;
			case LoupePackage.PROJECT__IMAGE_SETS:
				getImageSets().clear();
				getImageSets().addAll((Collection<? extends ImageSet>)newValue);
				return;
			case LoupePackage.PROJECT__LAYOUTS:
				getLayouts().clear();
				getLayouts().addAll((Collection<? extends Layout>)newValue);
				return;
			case LoupePackage.PROJECT__RECIPES:
				getRecipes().clear();
				getRecipes().addAll((Collection<? extends Recipe>)newValue);
				return;
			case LoupePackage.PROJECT__RECIPE_FILES:
				getRecipeFiles().clear();
				getRecipeFiles().addAll((Collection<? extends String>)newValue);
				return;
			case LoupePackage.PROJECT__CLASS_SCHEMES:
				getClassSchemes().clear();
				getClassSchemes().addAll((Collection<? extends ClassScheme>)newValue);
				return;
			case LoupePackage.PROJECT__MODELS:
				getModels().clear();
				getModels().addAll((Collection<? extends ModelEntry>)newValue);
				return;
			case LoupePackage.PROJECT__ITERATIONS:
				getIterations().clear();
				getIterations().addAll((Collection<? extends Iteration>)newValue);
				return;
			case LoupePackage.PROJECT__RUNS:
				getRuns().clear();
				getRuns().addAll((Collection<? extends RunEntry>)newValue);
				return;
			case LoupePackage.PROJECT__WAFERS:
				getWafers().clear();
				getWafers().addAll((Collection<? extends WaferEntry>)newValue);
				return;
			case LoupePackage.PROJECT__CLUSTERINGS:
				getClusterings().clear();
				getClusterings().addAll((Collection<? extends ClusteringEntry>)newValue);
				return;
			case LoupePackage.PROJECT__REPORTS:
				getReports().clear();
				getReports().addAll((Collection<? extends Report>)newValue);
				return;
			case LoupePackage.PROJECT__ESCAPE_COST:
				setEscapeCost((Double)newValue);
				return;
			case LoupePackage.PROJECT__OVERKILL_COST:
				setOverkillCost((Double)newValue);
				return;
			case LoupePackage.PROJECT__CURRENCY:
				setCurrency((String)newValue);
				return;
			case LoupePackage.PROJECT__IMAGES_PER_MONTH:
				setImagesPerMonth((Integer)newValue);
				return;
			case LoupePackage.PROJECT__ESCAPE_TARGET:
				setEscapeTarget((Double)newValue);
				return;
			case LoupePackage.PROJECT__OVERKILL_TARGET:
				setOverkillTarget((Double)newValue);
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
			case LoupePackage.PROJECT__FORMAT_VERSION:
				setFormatVersion(FORMAT_VERSION_EDEFAULT);
				return;
			case LoupePackage.PROJECT__IMAGE_SETS:
				getImageSets().clear();
				return;
			case LoupePackage.PROJECT__LAYOUTS:
				getLayouts().clear();
				return;
			case LoupePackage.PROJECT__RECIPES:
				getRecipes().clear();
				return;
			case LoupePackage.PROJECT__RECIPE_FILES:
				getRecipeFiles().clear();
				return;
			case LoupePackage.PROJECT__CLASS_SCHEMES:
				getClassSchemes().clear();
				return;
			case LoupePackage.PROJECT__MODELS:
				getModels().clear();
				return;
			case LoupePackage.PROJECT__ITERATIONS:
				getIterations().clear();
				return;
			case LoupePackage.PROJECT__RUNS:
				getRuns().clear();
				return;
			case LoupePackage.PROJECT__WAFERS:
				getWafers().clear();
				return;
			case LoupePackage.PROJECT__CLUSTERINGS:
				getClusterings().clear();
				return;
			case LoupePackage.PROJECT__REPORTS:
				getReports().clear();
				return;
			case LoupePackage.PROJECT__ESCAPE_COST:
				setEscapeCost(ESCAPE_COST_EDEFAULT);
				return;
			case LoupePackage.PROJECT__OVERKILL_COST:
				setOverkillCost(OVERKILL_COST_EDEFAULT);
				return;
			case LoupePackage.PROJECT__CURRENCY:
				setCurrency(CURRENCY_EDEFAULT);
				return;
			case LoupePackage.PROJECT__IMAGES_PER_MONTH:
				setImagesPerMonth(IMAGES_PER_MONTH_EDEFAULT);
				return;
			case LoupePackage.PROJECT__ESCAPE_TARGET:
				setEscapeTarget(ESCAPE_TARGET_EDEFAULT);
				return;
			case LoupePackage.PROJECT__OVERKILL_TARGET:
				setOverkillTarget(OVERKILL_TARGET_EDEFAULT);
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
			case LoupePackage.PROJECT__FORMAT_VERSION:
				return formatVersion != FORMAT_VERSION_EDEFAULT;
			case LoupePackage.PROJECT__IMAGE_SETS:
				return imageSets != null && !imageSets.isEmpty();
			case LoupePackage.PROJECT__LAYOUTS:
				return layouts != null && !layouts.isEmpty();
			case LoupePackage.PROJECT__RECIPES:
				return recipes != null && !recipes.isEmpty();
			case LoupePackage.PROJECT__RECIPE_FILES:
				return recipeFiles != null && !recipeFiles.isEmpty();
			case LoupePackage.PROJECT__CLASS_SCHEMES:
				return classSchemes != null && !classSchemes.isEmpty();
			case LoupePackage.PROJECT__MODELS:
				return models != null && !models.isEmpty();
			case LoupePackage.PROJECT__ITERATIONS:
				return iterations != null && !iterations.isEmpty();
			case LoupePackage.PROJECT__RUNS:
				return runs != null && !runs.isEmpty();
			case LoupePackage.PROJECT__WAFERS:
				return wafers != null && !wafers.isEmpty();
			case LoupePackage.PROJECT__CLUSTERINGS:
				return clusterings != null && !clusterings.isEmpty();
			case LoupePackage.PROJECT__REPORTS:
				return reports != null && !reports.isEmpty();
			case LoupePackage.PROJECT__ESCAPE_COST:
				return escapeCost != ESCAPE_COST_EDEFAULT;
			case LoupePackage.PROJECT__OVERKILL_COST:
				return overkillCost != OVERKILL_COST_EDEFAULT;
			case LoupePackage.PROJECT__CURRENCY:
				return CURRENCY_EDEFAULT == null ? currency != null : !CURRENCY_EDEFAULT.equals(currency);
			case LoupePackage.PROJECT__IMAGES_PER_MONTH:
				return imagesPerMonth != IMAGES_PER_MONTH_EDEFAULT;
			case LoupePackage.PROJECT__ESCAPE_TARGET:
				return escapeTarget != ESCAPE_TARGET_EDEFAULT;
			case LoupePackage.PROJECT__OVERKILL_TARGET:
				return overkillTarget != OVERKILL_TARGET_EDEFAULT;
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
		result.append(" (formatVersion: ");
		result.append(formatVersion);
		result.append(", recipeFiles: ");
		result.append(recipeFiles);
		result.append(", escapeCost: ");
		result.append(escapeCost);
		result.append(", overkillCost: ");
		result.append(overkillCost);
		result.append(", currency: ");
		result.append(currency);
		result.append(", imagesPerMonth: ");
		result.append(imagesPerMonth);
		result.append(", escapeTarget: ");
		result.append(escapeTarget);
		result.append(", overkillTarget: ");
		result.append(overkillTarget);
		result.append(')');
		return result.toString();
	}

} //ProjectImpl
