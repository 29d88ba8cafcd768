/**
 */
package org.loupe.model.impl;

import java.time.Instant;

import java.util.Collection;

import org.eclipse.emf.common.notify.Notification;

import org.eclipse.emf.common.util.EList;

import org.eclipse.emf.ecore.EClass;

import org.eclipse.emf.ecore.impl.ENotificationImpl;

import org.eclipse.emf.ecore.util.EDataTypeEList;

import org.loupe.model.ClusteringEntry;
import org.loupe.model.LoupePackage;

/**
 * <!-- begin-user-doc -->
 * An implementation of the model object '<em><b>Clustering Entry</b></em>'.
 * <!-- end-user-doc -->
 * <p>
 * The following features are implemented:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getNumber <em>Number</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getFolder <em>Folder</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getMethod <em>Method</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getSource <em>Source</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getEdits <em>Edits</em>}</li>
 *   <li>{@link org.loupe.model.impl.ClusteringEntryImpl#getCreated <em>Created</em>}</li>
 * </ul>
 *
 * @generated
 */
public class ClusteringEntryImpl extends NamedImpl implements ClusteringEntry {
	/**
	 * The default value of the '{@link #getNumber() <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNumber()
	 * @generated
	 * @ordered
	 */
	protected static final int NUMBER_EDEFAULT = 0;

	/**
	 * The cached value of the '{@link #getNumber() <em>Number</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getNumber()
	 * @generated
	 * @ordered
	 */
	protected int number = NUMBER_EDEFAULT;

	/**
	 * The default value of the '{@link #getFolder() <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFolder()
	 * @generated
	 * @ordered
	 */
	protected static final String FOLDER_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getFolder() <em>Folder</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getFolder()
	 * @generated
	 * @ordered
	 */
	protected String folder = FOLDER_EDEFAULT;

	/**
	 * The default value of the '{@link #getMethod() <em>Method</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMethod()
	 * @generated
	 * @ordered
	 */
	protected static final String METHOD_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getMethod() <em>Method</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getMethod()
	 * @generated
	 * @ordered
	 */
	protected String method = METHOD_EDEFAULT;

	/**
	 * The default value of the '{@link #getSource() <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSource()
	 * @generated
	 * @ordered
	 */
	protected static final String SOURCE_EDEFAULT = "";

	/**
	 * The cached value of the '{@link #getSource() <em>Source</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getSource()
	 * @generated
	 * @ordered
	 */
	protected String source = SOURCE_EDEFAULT;

	/**
	 * The cached value of the '{@link #getEdits() <em>Edits</em>}' attribute list.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getEdits()
	 * @generated
	 * @ordered
	 */
	protected EList<String> edits;

	/**
	 * The default value of the '{@link #getCreated() <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCreated()
	 * @generated
	 * @ordered
	 */
	protected static final Instant CREATED_EDEFAULT = null;

	/**
	 * The cached value of the '{@link #getCreated() <em>Created</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @see #getCreated()
	 * @generated
	 * @ordered
	 */
	protected Instant created = CREATED_EDEFAULT;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	protected ClusteringEntryImpl() {
		super();
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	protected EClass eStaticClass() {
		return LoupePackage.Literals.CLUSTERING_ENTRY;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getNumber() {
		return number;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setNumber(int newNumber) {
		int oldNumber = number;
		number = newNumber;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLUSTERING_ENTRY__NUMBER, oldNumber, number));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getFolder() {
		return folder;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setFolder(String newFolder) {
		String oldFolder = folder;
		folder = newFolder;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLUSTERING_ENTRY__FOLDER, oldFolder, folder));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getMethod() {
		return method;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setMethod(String newMethod) {
		String oldMethod = method;
		method = newMethod;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLUSTERING_ENTRY__METHOD, oldMethod, method));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getSource() {
		return source;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setSource(String newSource) {
		String oldSource = source;
		source = newSource;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLUSTERING_ENTRY__SOURCE, oldSource, source));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public EList<String> getEdits() {
		if (edits == null) {
			edits = new EDataTypeEList<String>(String.class, this, LoupePackage.CLUSTERING_ENTRY__EDITS);
		}
		return edits;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Instant getCreated() {
		return created;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public void setCreated(Instant newCreated) {
		Instant oldCreated = created;
		created = newCreated;
		if (eNotificationRequired())
			eNotify(new ENotificationImpl(this, Notification.SET, LoupePackage.CLUSTERING_ENTRY__CREATED, oldCreated, created));
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public Object eGet(int featureID, boolean resolve, boolean coreType) {
		switch (featureID) {
			case LoupePackage.CLUSTERING_ENTRY__NUMBER:
				return getNumber();
			case LoupePackage.CLUSTERING_ENTRY__FOLDER:
				return getFolder();
			case LoupePackage.CLUSTERING_ENTRY__METHOD:
				return getMethod();
			case LoupePackage.CLUSTERING_ENTRY__SOURCE:
				return getSource();
			case LoupePackage.CLUSTERING_ENTRY__EDITS:
				return getEdits();
			case LoupePackage.CLUSTERING_ENTRY__CREATED:
				return getCreated();
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
			case LoupePackage.CLUSTERING_ENTRY__NUMBER:
				setNumber((Integer)newValue);
				return;
			case LoupePackage.CLUSTERING_ENTRY__FOLDER:
				setFolder((String)newValue);
				return;
			case LoupePackage.CLUSTERING_ENTRY__METHOD:
				setMethod((String)newValue);
				return;
			case LoupePackage.CLUSTERING_ENTRY__SOURCE:
				setSource((String)newValue);
				return;
			case LoupePackage.CLUSTERING_ENTRY__EDITS:
				getEdits().clear();
				getEdits().addAll((Collection<? extends String>)newValue);
				return;
			case LoupePackage.CLUSTERING_ENTRY__CREATED:
				setCreated((Instant)newValue);
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
			case LoupePackage.CLUSTERING_ENTRY__NUMBER:
				setNumber(NUMBER_EDEFAULT);
				return;
			case LoupePackage.CLUSTERING_ENTRY__FOLDER:
				setFolder(FOLDER_EDEFAULT);
				return;
			case LoupePackage.CLUSTERING_ENTRY__METHOD:
				setMethod(METHOD_EDEFAULT);
				return;
			case LoupePackage.CLUSTERING_ENTRY__SOURCE:
				setSource(SOURCE_EDEFAULT);
				return;
			case LoupePackage.CLUSTERING_ENTRY__EDITS:
				getEdits().clear();
				return;
			case LoupePackage.CLUSTERING_ENTRY__CREATED:
				setCreated(CREATED_EDEFAULT);
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
			case LoupePackage.CLUSTERING_ENTRY__NUMBER:
				return number != NUMBER_EDEFAULT;
			case LoupePackage.CLUSTERING_ENTRY__FOLDER:
				return FOLDER_EDEFAULT == null ? folder != null : !FOLDER_EDEFAULT.equals(folder);
			case LoupePackage.CLUSTERING_ENTRY__METHOD:
				return METHOD_EDEFAULT == null ? method != null : !METHOD_EDEFAULT.equals(method);
			case LoupePackage.CLUSTERING_ENTRY__SOURCE:
				return SOURCE_EDEFAULT == null ? source != null : !SOURCE_EDEFAULT.equals(source);
			case LoupePackage.CLUSTERING_ENTRY__EDITS:
				return edits != null && !edits.isEmpty();
			case LoupePackage.CLUSTERING_ENTRY__CREATED:
				return CREATED_EDEFAULT == null ? created != null : !CREATED_EDEFAULT.equals(created);
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
		result.append(" (number: ");
		result.append(number);
		result.append(", folder: ");
		result.append(folder);
		result.append(", method: ");
		result.append(method);
		result.append(", source: ");
		result.append(source);
		result.append(", edits: ");
		result.append(edits);
		result.append(", created: ");
		result.append(created);
		result.append(')');
		return result.toString();
	}

} //ClusteringEntryImpl
