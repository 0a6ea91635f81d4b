"""Grain: one row per indicator, area and wave, estimated from the respondents. Key: indicator_id, gebied_code, golf.

Only reads, calls pipelines.statistics and returns rows; the method is described there.
"""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    respondenten = dbt.ref("int_respondent")
    ((eenheid,),) = dbt.ref("strategie").project("eenheid_code").fetchall()
    return schatten.enquete(respondenten.order("golf, pseudoniem").fetchnumpy(), eenheid)


# This part is user provided model code
# you will need to copy the next section to run the code
# COMMAND ----------
# this part is dbt logic for get ref work, do not modify

def ref(*args, **kwargs):
    refs = {"int_respondent": "\"bouw\".\"intermediate\".\"int_respondent\"", "strategie": "\"bouw\".\"seeds\".\"strategie\""}
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
    identifier = "int_enquete_microdata"
    
    def __repr__(self):
        return '"bouw"."intermediate"."int_enquete_microdata"'


class dbtObj:
    def __init__(self, load_df_function) -> None:
        self.source = lambda *args: source(*args, dbt_load_df_function=load_df_function)
        self.ref = lambda *args, **kwargs: ref(*args, **kwargs, dbt_load_df_function=load_df_function)
        self.config = config
        self.this = this()
        self.is_incremental = False

# COMMAND ----------




def materialize(df, con):
    try:
        import pyarrow
        pyarrow_available = True
    except ImportError:
        pyarrow_available = False
    finally:
        if pyarrow_available and isinstance(df, pyarrow.Table):
            # https://github.com/duckdb/duckdb/issues/6584
            import pyarrow.dataset
    tmp_name = '__dbt_python_model_df_' + 'int_enquete_microdata__dbt_tmp'
    con.register(tmp_name, df)
    
    con.execute('create table "bouw"."intermediate"."int_enquete_microdata__dbt_tmp" as select * from ' + tmp_name)
    
    con.unregister(tmp_name)
