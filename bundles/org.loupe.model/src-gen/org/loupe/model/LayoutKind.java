/**
 */
package org.loupe.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.eclipse.emf.common.util.Enumerator;

/**
 * <!-- begin-user-doc -->
 * A representation of the literals of the enumeration '<em><b>Layout Kind</b></em>',
 * and utility methods for working with them.
 * <!-- end-user-doc -->
 * <!-- begin-model-doc -->
 * What repeats in a layout.
 * <!-- end-model-doc -->
 * @see org.loupe.model.LoupePackage#getLayoutKind()
 * @model
 * @generated
 */
public enum LayoutKind implements Enumerator {
	/**
	 * The '<em><b>DIES</b></em>' literal object.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Dies of a wafer or fields of a reticle.
	 * <!-- end-model-doc -->
	 * @see #DIES_VALUE
	 * @generated
	 * @ordered
	 */
	DIES(0, "DIES", "dies"),

	/**
	 * The '<em><b>BOARDS</b></em>' literal object.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Boards of a panel.
	 * <!-- end-model-doc -->
	 * @see #BOARDS_VALUE
	 * @generated
	 * @ordered
	 */
	BOARDS(1, "BOARDS", "boards");

	/**
	 * The '<em><b>DIES</b></em>' literal value.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Dies of a wafer or fields of a reticle.
	 * <!-- end-model-doc -->
	 * @see #DIES
	 * @model literal="dies"
	 * @generated
	 * @ordered
	 */
	public static final int DIES_VALUE = 0;

	/**
	 * The '<em><b>BOARDS</b></em>' literal value.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * <!-- begin-model-doc -->
	 * Boards of a panel.
	 * <!-- end-model-doc -->
	 * @see #BOARDS
	 * @model literal="boards"
	 * @generated
	 * @ordered
	 */
	public static final int BOARDS_VALUE = 1;

	/**
	 * An array of all the '<em><b>Layout Kind</b></em>' enumerators.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	private static final LayoutKind[] VALUES_ARRAY =
		new LayoutKind[] {
			DIES,
			BOARDS,
		};

	/**
	 * A public read-only list of all the '<em><b>Layout Kind</b></em>' enumerators.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	public static final List<LayoutKind> VALUES = Collections.unmodifiableList(Arrays.asList(VALUES_ARRAY));

	/**
	 * Returns the '<em><b>Layout Kind</b></em>' literal with the specified literal value.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param literal the literal.
	 * @return the matching enumerator or <code>null</code>.
	 * @generated
	 */
	public static LayoutKind get(String literal) {
		for (int i = 0; i < VALUES_ARRAY.length; ++i) {
			LayoutKind result = VALUES_ARRAY[i];
			if (result.toString().equals(literal)) {
				return result;
			}
		}
		return null;
	}

	/**
	 * Returns the '<em><b>Layout Kind</b></em>' literal with the specified name.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param name the name.
	 * @return the matching enumerator or <code>null</code>.
	 * @generated
	 */
	public static LayoutKind getByName(String name) {
		for (int i = 0; i < VALUES_ARRAY.length; ++i) {
			LayoutKind result = VALUES_ARRAY[i];
			if (result.getName().equals(name)) {
				return result;
			}
		}
		return null;
	}

	/**
	 * Returns the '<em><b>Layout Kind</b></em>' literal with the specified integer value.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @param value the integer value.
	 * @return the matching enumerator or <code>null</code>.
	 * @generated
	 */
	public static LayoutKind get(int value) {
		switch (value) {
			case DIES_VALUE: return DIES;
			case BOARDS_VALUE: return BOARDS;
		}
		return null;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	private final int value;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	private final String name;

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	private final String literal;

	/**
	 * Only this class can construct instances.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	private LayoutKind(int value, String name, String literal) {
		this.value = value;
		this.name = name;
		this.literal = literal;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public int getValue() {
	  return value;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getName() {
	  return name;
	}

	/**
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String getLiteral() {
	  return literal;
	}

	/**
	 * Returns the literal value of the enumerator, which is its string representation.
	 * <!-- begin-user-doc -->
	 * <!-- end-user-doc -->
	 * @generated
	 */
	@Override
	public String toString() {
		return literal;
	}
	
} //LayoutKind
