-- The zone that a school of that name belongs to, in the district of another zone.
select owner.handle from school
  join zone owner on owner.room_id = school.zone_id
  join zone asking on asking.room_id = $1
 where school.state = asking.state and lower(school.district) = lower(asking.district) and lower(school.name) = lower($2)
