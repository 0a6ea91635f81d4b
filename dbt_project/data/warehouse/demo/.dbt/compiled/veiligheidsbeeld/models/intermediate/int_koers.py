"""Grain: one row per target, year, path variant and source: norm met, on course or not, with p, method and reason.

Key: doel_id, jaar, padvariant, bron. The rules are in pipelines.statistics.
"""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    rijen = dbt.ref("int_doel_jaar").order("doel_id, jaar, padvariant, bron")
    return schatten.oordelen(rijen.fetchnumpy())


# This part is user provided model code
# you will need to copy the next section to run the code
# COMMAND ----------
# this part is dbt logic for get ref work, do not modify

def ref(*args, **kwargs):
    refs = {"int_doel_jaar": "\"bouw\".\"intermediate\".\"int_doel_jaar\""}
    key = '.'.join(args)
    version = kwargs.get("v") or kwargs.get("version")
    if version:
        key += f".v{version}"
    dbt_load_df_function = kwargs.get("dbt_load_df_function")
    return dbt_load_df_function(refs[key])


def source(*args, dbt_load_df_function):
    sources = {}
    key = '.'.join(args)
    return dbt_load_df_function(sources[key])


config_dict = {}
meta_dict = {}


class config:
    def __init__(self, *args, **kwargs):
        pass

    @staticmethod
    def get(key, default=None):
        return config_dict.get(key, default)

    @staticmethod
    def meta_get(key, default=None):
        return meta_dict.get(key, default)

class this:
    """dbt.this() or dbt.this.identifier"""
    database = "bouw"
    schema = "intermediate"
    identifier = "int_koers"
    
    def __repr__(self):
        return '"bouw"."intermediate"."int_koers"'


class dbtObj:
    def __init__(self, load_df_function) -> None:
        self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
        self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)
        self.config = config
        self.this = this()
        self.is_incremental = False

# COMMAND ----------


