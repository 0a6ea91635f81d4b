
    
    select
      count(*) as failures,
      count(*) != 0 as should_warn,
      count(*) != 0 as should_error
    from (
      
    
  
select count(*) as rijen from "bouw"."seeds"."strategie" having count(*) <> 1

  
  
      
    ) dbt_internal_test