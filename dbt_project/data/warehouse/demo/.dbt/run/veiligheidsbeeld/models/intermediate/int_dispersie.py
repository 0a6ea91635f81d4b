"""Grain: one row per indicator and area: how much more its months vary than chance. Key: indicator_id, gebied_code."""


def model(dbt, session):
    from pipelines.statistics import schatten

    dbt.config(materialized="table")
    reeks = dbt.ref("int_maandreeks").order("indicator_id, gebied_code, maand")
    return schatten.dispersies(reeks.fetchnumpy())


# This part is user provided model code
# you will need to copy the next section to run the code
# COMMAND ----------
# this part is dbt logic for get ref work, do not modify

def ref(*args, **kwargs):
    refs = {"int_maandreeks": "\"bouw\".\"intermediate\".\"int_maandreeks\""}
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
    identifier = "int_dispersie"
    
    def __repr__(self):
        return '"bouw"."intermediate"."int_dispersie"'


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
    tmp_name = '__dbt_python_model_df_' + 'int_dispersie__dbt_tmp'
    con.register(tmp_name, df)
    
    con.execute('create table "bouw"."intermediate"."int_dispersie__dbt_tmp" as select * from ' + tmp_name)
    
    con.unregister(tmp_name)
