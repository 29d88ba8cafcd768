/**
 */
package org.loupe.model;

import org.eclipse.emf.common.util.EList;

/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Layout</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * How dies of a wafer or boards of a panel repeat, and which parts of each matter.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Layout#getKind <em>Kind</em>}</li>
 *   <li>{@link org.loupe.model.Layout#isInPixels <em>In Pixels</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getColumns <em>Columns</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getRows <em>Rows</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getPitchXum <em>Pitch Xum</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getPitchYum <em>Pitch Yum</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getOriginXum <em>Origin Xum</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getOriginYum <em>Origin Yum</em>}</li>
 *   <li>{@link org.loupe.model.Layout#getZones <em>Zones</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getLayout()
 * @model
 * @generated
 */
public interface Layout extends Named {
	/**
	 * Returns the value of the '<em><b>Kind</b></em>' attribute.
	 * The literals are from the enumeration {@link org.loupe.model.LayoutKind}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * What repeats.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Kind</em>' attribute.
	 * @see org.loupe.model.LayoutKind
	 * @see #setKind(LayoutKind)
	 * @see org.loupe.model.LoupePackage#getLayout_Kind()
	 * @model
	 * @generated
	 */
	LayoutKind getKind();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getKind <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Kind</em>' attribute.
	 * @see org.loupe.model.LayoutKind
	 * @see #getKind()
	 * @generated
	 */
	void setKind(LayoutKind value);

	/**
	 * Returns the value of the '<em><b>In Pixels</b></em>' attribute.
	 * The default value is <code>"false"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Whether its lengths, and those of its zones, are px because the images' scale was unknown when they were drawn; else they are micrometres.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>In Pixels</em>' attribute.
	 * @see #setInPixels(boolean)
	 * @see org.loupe.model.LoupePackage#getLayout_InPixels()
	 * @model default="false"
	 * @generated
	 */
	boolean isInPixels();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#isInPixels <em>In Pixels</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>In Pixels</em>' attribute.
	 * @see #isInPixels()
	 * @generated
	 */
	void setInPixels(boolean value);

	/**
	 * Returns the value of the '<em><b>Columns</b></em>' attribute.
	 * The default value is <code>"1"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of units side by side, at least 1.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Columns</em>' attribute.
	 * @see #setColumns(int)
	 * @see org.loupe.model.LoupePackage#getLayout_Columns()
	 * @model default="1"
	 * @generated
	 */
	int getColumns();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getColumns <em>Columns</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Columns</em>' attribute.
	 * @see #getColumns()
	 * @generated
	 */
	void setColumns(int value);

	/**
	 * Returns the value of the '<em><b>Rows</b></em>' attribute.
	 * The default value is <code>"1"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Number of units one above the other, at least 1.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Rows</em>' attribute.
	 * @see #setRows(int)
	 * @see org.loupe.model.LoupePackage#getLayout_Rows()
	 * @model default="1"
	 * @generated
	 */
	int getRows();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getRows <em>Rows</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Rows</em>' attribute.
	 * @see #getRows()
	 * @generated
	 */
	void setRows(int value);

	/**
	 * Returns the value of the '<em><b>Pitch Xum</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Distance between neighbours in x, in micrometres; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Pitch Xum</em>' attribute.
	 * @see #setPitchXum(double)
	 * @see org.loupe.model.LoupePackage#getLayout_PitchXum()
	 * @model default="0"
	 * @generated
	 */
	double getPitchXum();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getPitchXum <em>Pitch Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Pitch Xum</em>' attribute.
	 * @see #getPitchXum()
	 * @generated
	 */
	void setPitchXum(double value);

	/**
	 * Returns the value of the '<em><b>Pitch Yum</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Distance between neighbours in y, in micrometres; 0 if unknown.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Pitch Yum</em>' attribute.
	 * @see #setPitchYum(double)
	 * @see org.loupe.model.LoupePackage#getLayout_PitchYum()
	 * @model default="0"
	 * @generated
	 */
	double getPitchYum();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getPitchYum <em>Pitch Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Pitch Yum</em>' attribute.
	 * @see #getPitchYum()
	 * @generated
	 */
	void setPitchYum(double value);

	/**
	 * Returns the value of the '<em><b>Origin Xum</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * x of the first unit's top left corner in micrometres.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Origin Xum</em>' attribute.
	 * @see #setOriginXum(double)
	 * @see org.loupe.model.LoupePackage#getLayout_OriginXum()
	 * @model default="0"
	 * @generated
	 */
	double getOriginXum();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getOriginXum <em>Origin Xum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Origin Xum</em>' attribute.
	 * @see #getOriginXum()
	 * @generated
	 */
	void setOriginXum(double value);

	/**
	 * Returns the value of the '<em><b>Origin Yum</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * y of the first unit's top left corner in micrometres.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Origin Yum</em>' attribute.
	 * @see #setOriginYum(double)
	 * @see org.loupe.model.LoupePackage#getLayout_OriginYum()
	 * @model default="0"
	 * @generated
	 */
	double getOriginYum();

	/**
	 * Sets the value of the '{@link org.loupe.model.Layout#getOriginYum <em>Origin Yum</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Origin Yum</em>' attribute.
	 * @see #getOriginYum()
	 * @generated
	 */
	void setOriginYum(double value);

	/**
	 * Returns the value of the '<em><b>Zones</b></em>' containment reference list.
	 * The list contents are of type {@link org.loupe.model.Zone}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Care and ignore areas of one unit; the last zone that holds a place decides.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Zones</em>' containment reference list.
	 * @see org.loupe.model.LoupePackage#getLayout_Zones()
	 * @model containment="true"
	 * @generated
	 */
	EList<Zone> getZones();

} // Layout
