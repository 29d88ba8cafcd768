/**
 */
package org.loupe.model.edit;


import java.util.Collection;
import java.util.List;

import org.eclipse.emf.common.notify.AdapterFactory;
import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.ecore.EStructuralFeature;

import org.eclipse.emf.edit.provider.ComposeableAdapterFactory;
import org.eclipse.emf.edit.provider.IItemPropertyDescriptor;
import org.eclipse.emf.edit.provider.ItemPropertyDescriptor;
import org.eclipse.emf.edit.provider.ViewerNotification;

import org.loupe.model.LoupeFactory;
import org.loupe.model.LoupePackage;
import org.loupe.model.Project;

/**
 * This is the item provider adapter for a {@link org.loupe.model.Project} object.
 * <!-- begin-user-doc -->
 * <!-- end-user-doc -->
 * @generated
 */
public class ProjectItemProvider extends NamedItemProvider {
	/**
	 * This constructs an instance from a factory and a notifier.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	public ProjectItemProvider(AdapterFactory adapterFactory) {
		super(adapterFactory);
	}

	/**
	 * This returns the property descriptors for the adapted class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public List<IItemPropertyDescriptor> getPropertyDescriptors(Object object) {
		if (itemPropertyDescriptors == null) {
			super.getPropertyDescriptors(object);

			addFormatVersionPropertyDescriptor(object);
			addRecipeFilesPropertyDescriptor(object);
			addEscapeCostPropertyDescriptor(object);
			addOverkillCostPropertyDescriptor(object);
			addCurrencyPropertyDescriptor(object);
			addImagesPerMonthPropertyDescriptor(object);
			addEscapeTargetPropertyDescriptor(object);
			addOverkillTargetPropertyDescriptor(object);
		}
		return itemPropertyDescriptors;
	}

	/**
	 * This adds a property descriptor for the Format Version feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addFormatVersionPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_formatVersion_feature"),
				 getString("_UI_Project_formatVersion_description"),
				 LoupePackage.Literals.PROJECT__FORMAT_VERSION,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.INTEGRAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Recipe Files feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addRecipeFilesPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_recipeFiles_feature"),
				 getString("_UI_Project_recipeFiles_description"),
				 LoupePackage.Literals.PROJECT__RECIPE_FILES,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.GENERIC_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Escape Cost feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addEscapeCostPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_escapeCost_feature"),
				 getString("_UI_Project_escapeCost_description"),
				 LoupePackage.Literals.PROJECT__ESCAPE_COST,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.REAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Overkill Cost feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addOverkillCostPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_overkillCost_feature"),
				 getString("_UI_Project_overkillCost_description"),
				 LoupePackage.Literals.PROJECT__OVERKILL_COST,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.REAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Currency feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addCurrencyPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_currency_feature"),
				 getString("_UI_Project_currency_description"),
				 LoupePackage.Literals.PROJECT__CURRENCY,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.GENERIC_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Images Per Month feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addImagesPerMonthPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_imagesPerMonth_feature"),
				 getString("_UI_Project_imagesPerMonth_description"),
				 LoupePackage.Literals.PROJECT__IMAGES_PER_MONTH,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.INTEGRAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Escape Target feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addEscapeTargetPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_escapeTarget_feature"),
				 getString("_UI_Project_escapeTarget_description"),
				 LoupePackage.Literals.PROJECT__ESCAPE_TARGET,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.REAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This adds a property descriptor for the Overkill Target feature.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected void addOverkillTargetPropertyDescriptor(Object object) {
		itemPropertyDescriptors.add
			(createItemPropertyDescriptor
				(((ComposeableAdapterFactory)adapterFactory).getRootAdapterFactory(),
				 getResourceLocator(),
				 getString("_UI_Project_overkillTarget_feature"),
				 getString("_UI_Project_overkillTarget_description"),
				 LoupePackage.Literals.PROJECT__OVERKILL_TARGET,
				 true,
				 false,
				 false,
				 ItemPropertyDescriptor.REAL_VALUE_IMAGE,
				 null,
				 null));
	}

	/**
	 * This specifies how to implement {@link #getChildren} and is used to deduce an appropriate feature for an
	 * {@link org.eclipse.emf.edit.command.AddCommand}, {@link org.eclipse.emf.edit.command.RemoveCommand} or
	 * {@link org.eclipse.emf.edit.command.MoveCommand} in {@link #createCommand}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Collection<? extends EStructuralFeature> getChildrenFeatures(Object object) {
		if (childrenFeatures == null) {
			super.getChildrenFeatures(object);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__IMAGE_SETS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__LAYOUTS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__RECIPES);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__CLASS_SCHEMES);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__MODELS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__ITERATIONS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__RUNS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__WAFERS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__CLUSTERINGS);
			childrenFeatures.add(LoupePackage.Literals.PROJECT__REPORTS);
		}
		return childrenFeatures;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EStructuralFeature getChildFeature(Object object, Object child) {
		// Check the type of the specified child object and return the proper feature to use for
		// adding (see {@link AddCommand}) it as a child.

		return super.getChildFeature(object, child);
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected boolean shouldComposeCreationImage() {
		return true;
	}

	/**
	 * This returns the label text for the adapted class.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getText(Object object) {
		String label = ((Project)object).getName();
		return label == null || label.length() == 0 ?
			getString("_UI_Project_type") :
			getString("_UI_Project_type") + " " + label;
	}


	/**
	 * This handles model notifications by calling {@link #updateChildren} to update any cached
	 * children and by creating a viewer notification, which it passes to {@link #fireNotifyChanged}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void notifyChanged(Notification notification) {
		updateChildren(notification);

		switch (notification.getFeatureID(Project.class)) {
			case LoupePackage.PROJECT__FORMAT_VERSION:
			case LoupePackage.PROJECT__RECIPE_FILES:
			case LoupePackage.PROJECT__ESCAPE_COST:
			case LoupePackage.PROJECT__OVERKILL_COST:
			case LoupePackage.PROJECT__CURRENCY:
			case LoupePackage.PROJECT__IMAGES_PER_MONTH:
			case LoupePackage.PROJECT__ESCAPE_TARGET:
			case LoupePackage.PROJECT__OVERKILL_TARGET:
				fireNotifyChanged(new ViewerNotification(notification, notification.getNotifier(), false, true));
				return;
			case LoupePackage.PROJECT__IMAGE_SETS:
			case LoupePackage.PROJECT__LAYOUTS:
			case LoupePackage.PROJECT__RECIPES:
			case LoupePackage.PROJECT__CLASS_SCHEMES:
			case LoupePackage.PROJECT__MODELS:
			case LoupePackage.PROJECT__ITERATIONS:
			case LoupePackage.PROJECT__RUNS:
			case LoupePackage.PROJECT__WAFERS:
			case LoupePackage.PROJECT__CLUSTERINGS:
			case LoupePackage.PROJECT__REPORTS:
				fireNotifyChanged(new ViewerNotification(notification, notification.getNotifier(), true, false));
				return;
		}
		super.notifyChanged(notification);
	}

	/**
	 * This adds {@link org.eclipse.emf.edit.command.CommandParameter}s describing the children
	 * that can be created under this object.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected void collectNewChildDescriptors(Collection<Object> newChildDescriptors, Object object) {
		super.collectNewChildDescriptors(newChildDescriptors, object);

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__IMAGE_SETS,
				 LoupeFactory.eINSTANCE.createImageSet()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__LAYOUTS,
				 LoupeFactory.eINSTANCE.createLayout()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__RECIPES,
				 LoupeFactory.eINSTANCE.createRecipe()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__CLASS_SCHEMES,
				 LoupeFactory.eINSTANCE.createClassScheme()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__MODELS,
				 LoupeFactory.eINSTANCE.createModelEntry()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__ITERATIONS,
				 LoupeFactory.eINSTANCE.createIteration()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__RUNS,
				 LoupeFactory.eINSTANCE.createRunEntry()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__WAFERS,
				 LoupeFactory.eINSTANCE.createWaferEntry()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__CLUSTERINGS,
				 LoupeFactory.eINSTANCE.createClusteringEntry()));

		newChildDescriptors.add
			(createChildParameter
				(LoupePackage.Literals.PROJECT__REPORTS,
				 LoupeFactory.eINSTANCE.createReport()));
	}

}
