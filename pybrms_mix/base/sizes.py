"""The largest sizes that a text of a user may request."""

MOST = 10_000
"""The largest number of elements, components, knots, categories or levels that a text can request.

Texts such as ``1:1e9`` are refused before memory is allocated for them. No model of this
package can be sampled with more.
"""
