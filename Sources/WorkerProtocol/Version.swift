/// The version of muster and muster-worker, which are built together.
package let musterVersion = "0.1.0"
