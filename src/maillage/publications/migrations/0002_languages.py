"""Footnotes are translated one by one; a translation knows its original; what is shown has a version."""

import uuid

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models

from maillage.publications.sql import VERSION_SQL, VERSION_SQL_REVERSE


class Migration(migrations.Migration):
    dependencies = [
        ('publications', '0001_initial'),
        ('network', '0005_data_version'),
        ('cms', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.DeleteModel(name='Footnote'),
        migrations.CreateModel(
            name='Footnote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('text', wagtail.fields.RichTextField(verbose_name='text')),
                ('article', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='footnotes', to='publications.article')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'footnote',
                'verbose_name_plural': 'footnotes',
                'ordering': ['sort_order'],
                'abstract': False,
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(verbose_name='compared on')),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='wagtailcore.page')),
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='following', to='wagtailcore.page')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'constraints': [models.CheckConstraint(condition=models.Q(('page', models.F('original')), _negated=True), name='following_another')],
            },
        ),
        migrations.RunSQL(VERSION_SQL, VERSION_SQL_REVERSE),
    ]
