
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select vng_code as from_field
    from (select * from "bouw"."marts"."incidenten_maand" where vng_code <> 'onbekend') dbt_subquery
    where vng_code is not null
),

parent as (
    select vng_code as to_field
    from "bouw"."marts"."dim_categorie"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null



  
  
      
    ) dbt_internal_test