
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
    
    

with child as (
    select tegenstrijdigheid as from_field
    from "bouw"."seeds"."strategie_cijfers"
    where tegenstrijdigheid is not null
),

parent as (
    select contradictie_id as to_field
    from "bouw"."seeds"."contradicties"
)

select
    from_field

from child
left join parent
    on child.from_field = parent.to_field

where parent.to_field is null



  
  
      
    ) dbt_internal_test