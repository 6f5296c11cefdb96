import wagtail.fields
from django.db import migrations, models

SQL = (
    "CREATE TRIGGER changed AFTER UPDATE ON publications_front "
    "FOR EACH STATEMENT EXECUTE FUNCTION network_changed();"
)


class Migration(migrations.Migration):
    dependencies = [("publications", "0003_imports")]

    operations = [
        migrations.AddField(
            model_name="front",
            name="introduction",
            field=wagtail.fields.RichTextField(
                blank=True, help_text="Who you are, in two or three sentences.", verbose_name="introduction"
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="is_example",
            field=models.BooleanField(default=False, editable=False, verbose_name="made up as an example"),
        ),
        migrations.RunSQL(SQL, "DROP TRIGGER changed ON publications_front;"),
    ]
