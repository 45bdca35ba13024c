-- Empties what can be made anew of one negotiation, before it is.
with proposals as (delete from proposal where negotiation_id = $1),
     deadlines as (delete from deadline where negotiation_id = $1),
     alerts as (delete from alert where negotiation_id = $1)
delete from negotiation where room_id = $1
