"""Full text of the articles."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

from maillage.publications import fulltext


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("publications", "0005_relays"),
        ("network", "0001_foundations"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations: ClassVar = [
        UnaccentExtension(),
        migrations.RunSQL(fulltext.LANGUAGES_SQL, fulltext.LANGUAGES_SQL_REVERSE),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to='publications.article')),
                ('language', models.CharField(max_length=12)),
                ('published_on', models.DateField()),
                ('themes', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('territories', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('title', models.TextField()),
                ('standfirst', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('head', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_vector'), django.contrib.postgres.indexes.GinIndex(fields=['head'], name='search_head'), django.contrib.postgres.indexes.GinIndex(fields=['themes'], name='search_themes'), django.contrib.postgres.indexes.GinIndex(fields=['territories'], name='search_territories'), models.Index(fields=['language', '-published_on', '-article'], name='search_latest')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.TextField(primary_key=True, serialize=False)),
                ('folded', models.TextField()),
                ('articles', models.IntegerField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('folded', name='gin_trgm_ops'), name='word_alike')],
                'constraints': [models.CheckConstraint(condition=models.Q(('articles__gt', 0)), name='word_somewhere')],
            },
        ),
        migrations.RunSQL(fulltext.WORDS_SQL, fulltext.WORDS_SQL_REVERSE),
        migrations.RunSQL(fulltext.WITHDRAWN_SQL, fulltext.WITHDRAWN_SQL_REVERSE),
        migrations.RunSQL(fulltext.STORAGE_SQL, migrations.RunSQL.noop),
    ]
