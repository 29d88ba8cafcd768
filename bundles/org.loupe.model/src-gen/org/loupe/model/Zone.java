/**
 */
package org.loupe.model;


/**
 * <!-- begin-user-doc -->
 * A representation of the model object '<em><b>Zone</b></em>'.
 * <!-- end-user-doc -->
 *
 * <!-- begin-model-doc -->
 * A rectangle of one die or board where defects count or do not.
 * <!-- end-model-doc -->
 *
 * <p>
 * The following features are supported:
 * </p>
 * <ul>
 *   <li>{@link org.loupe.model.Zone#getKind <em>Kind</em>}</li>
 *   <li>{@link org.loupe.model.Zone#getXUm <em>XUm</em>}</li>
 *   <li>{@link org.loupe.model.Zone#getYUm <em>YUm</em>}</li>
 *   <li>{@link org.loupe.model.Zone#getWidthUm <em>Width Um</em>}</li>
 *   <li>{@link org.loupe.model.Zone#getHeightUm <em>Height Um</em>}</li>
 * </ul>
 *
 * @see org.loupe.model.LoupePackage#getZone()
 * @model
 * @generated
 */
public interface Zone extends Named {
	/**
	 * Returns the value of the '<em><b>Kind</b></em>' attribute.
	 * The literals are from the enumeration {@link org.loupe.model.ZoneKind}.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Whether defects count here.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Kind</em>' attribute.
	 * @see org.loupe.model.ZoneKind
	 * @see #setKind(ZoneKind)
	 * @see org.loupe.model.LoupePackage#getZone_Kind()
	 * @model
	 * @generated
	 */
	ZoneKind getKind();

	/**
	 * Sets the value of the '{@link org.loupe.model.Zone#getKind <em>Kind</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Kind</em>' attribute.
	 * @see org.loupe.model.ZoneKind
	 * @see #getKind()
	 * @generated
	 */
	void setKind(ZoneKind value);

	/**
	 * Returns the value of the '<em><b>XUm</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Left edge in micrometres from the unit's top left corner.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>XUm</em>' attribute.
	 * @see #setXUm(double)
	 * @see org.loupe.model.LoupePackage#getZone_XUm()
	 * @model default="0"
	 * @generated
	 */
	double getXUm();

	/**
	 * Sets the value of the '{@link org.loupe.model.Zone#getXUm <em>XUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>XUm</em>' attribute.
	 * @see #getXUm()
	 * @generated
	 */
	void setXUm(double value);

	/**
	 * Returns the value of the '<em><b>YUm</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Top edge in micrometres from the unit's top left corner.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>YUm</em>' attribute.
	 * @see #setYUm(double)
	 * @see org.loupe.model.LoupePackage#getZone_YUm()
	 * @model default="0"
	 * @generated
	 */
	double getYUm();

	/**
	 * Sets the value of the '{@link org.loupe.model.Zone#getYUm <em>YUm</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>YUm</em>' attribute.
	 * @see #getYUm()
	 * @generated
	 */
	void setYUm(double value);

	/**
	 * Returns the value of the '<em><b>Width Um</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Width in micrometres.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Width Um</em>' attribute.
	 * @see #setWidthUm(double)
	 * @see org.loupe.model.LoupePackage#getZone_WidthUm()
	 * @model default="0"
	 * @generated
	 */
	double getWidthUm();

	/**
	 * Sets the value of the '{@link org.loupe.model.Zone#getWidthUm <em>Width Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Width Um</em>' attribute.
	 * @see #getWidthUm()
	 * @generated
	 */
	void setWidthUm(double value);

	/**
	 * Returns the value of the '<em><b>Height Um</b></em>' attribute.
	 * The default value is <code>"0"</code>.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Height in micrometres.
	 * <!-- end-model-doc -->
	 * @return the value of the '<em>Height Um</em>' attribute.
	 * @see #setHeightUm(double)
	 * @see org.loupe.model.LoupePackage#getZone_HeightUm()
	 * @model default="0"
	 * @generated
	 */
	double getHeightUm();

	/**
	 * Sets the value of the '{@link org.loupe.model.Zone#getHeightUm <em>Height Um</em>}' attribute.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the new value of the '<em>Height Um</em>' attribute.
	 * @see #getHeightUm()
	 * @generated
	 */
	void setHeightUm(double value);

} // Zone
