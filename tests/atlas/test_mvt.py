"""Our tiles, read by another hand."""

import mapbox_vector_tile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.atlas import mvt

value = st.one_of(st.text(max_size=12), st.integers(-(2**53), 2**53), st.booleans())
feature = st.tuples(
    st.integers(-64, 4160),
    st.integers(-64, 4160),
    st.dictionaries(st.sampled_from(["n", "slug", "é", ""]), value, max_size=4),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(feature, max_size=8), st.text(min_size=1, max_size=20))
def test_another_reader_reads_what_we_wrote(features, name):
    written = mvt.tile(name, features)
    if not features:
        assert written == b""
        return
    layer = mapbox_vector_tile.decode(written, default_options={"y_coord_down": True})[name]
    read = [(*f["geometry"]["coordinates"], f["properties"]) for f in layer["features"]]

    assert [(x, y, tags) for x, y, tags in read] == features
    assert [{k: type(v) for k, v in f[2].items()} for f in read] == [
        {k: type(v) for k, v in f[2].items()} for f in features
    ]
    assert (layer["extent"], layer["version"]) == (4096, 2)
