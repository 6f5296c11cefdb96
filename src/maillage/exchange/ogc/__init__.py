"""OGC API – Features, for QGIS and the like: core, GeoJSON and OpenAPI 3.0.

Source: OGC 17-069r4, https://docs.ogc.org/is/17-069r4/17-069r4.html (requirement numbers in comments are its own).
"""
