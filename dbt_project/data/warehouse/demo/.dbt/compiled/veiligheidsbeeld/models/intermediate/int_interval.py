"""Grain: one row per indicator, area, period and source: the value with its margin, by the method of its kind.

Key: indicator_id, gebied_code, periode_id, bron.
"""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    metingen = dbt.ref("int_meting_phi").order("indicator_id, gebied_code, periode_id, bron")
    return schatten.intervallen(metingen.fetchnumpy())


# This part is user provided model code
# you will need to copy the next section to run the code
# COMMAND ----------
# this part is dbt logic for get ref work, do not modify

def ref(*args, **kwargs):
    refs = {"int_meting_phi": "\"bouw\".\"intermediate\".\"int_meting_phi\""}
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
    identifier = "int_interval"
    
    def __repr__(self):
        return '"bouw"."intermediate"."int_interval"'


class dbtObj:
    def __init__(self, load_df_function) -> None:
        self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
        self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)
        self.config = config
        self.this = this()
        self.is_incremental = False

# COMMAND ----------


