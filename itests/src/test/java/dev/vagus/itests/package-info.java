/**
 * What needs a framework to be seen. Pax Exam runs each class in a Felix of its own, one class in Karaf; the modules that
 * the tests install are the example jars and small jars made from classes of this package.
 */
package dev.vagus.itests;
