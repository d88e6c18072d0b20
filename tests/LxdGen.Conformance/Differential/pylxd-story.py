"""What pylxd says of a server, one line for each call."""
import sys
import warnings

import pylxd
from pylxd.client import EventType

warnings.simplefilter("ignore")
socket, = sys.argv[1:]
client = pylxd.Client(endpoint="http+unix://" + socket.replace("/", "%2F"))


class Events(pylxd.client._WebsocketClient):
    """The first of the events; then it hangs up."""

    def received_message(self, message):
        super().received_message(message)
        self.close()


def tell(label, call):
    try:
        result = call()
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(f"{label}: {result}")


def fields(thing):
    values = {name: getattr(thing, name) for name in sorted(thing.__attributes__)}
    return {name: value for name, value in values.items() if isinstance(value, (str, bool, dict, list))}


def names(things):
    return sorted(thing.name for thing in things)


def edit(thing, **config):
    thing.config = {**thing.config, **config}
    thing.save(wait=True)
    thing.sync()
    return fields(thing)


def event_of(call):
    events = client.events(websocket_client=Events, event_types={EventType.Lifecycle})
    events.connect()
    call()
    events.run()
    message = events.messages[0]
    return message["type"], message["metadata"]["action"], message["metadata"]["source"]


tell("extensions", lambda: [client.has_api_extension(name) for name in ("storage", "storage_api_local_volume_handling", "nope")])
tell("trusted", lambda: client.trusted)
tell("pools", lambda: names(client.storage_pools.all()))
tell("create a pool", lambda: client.storage_pools.create({"name": "p1", "driver": "dir"}).name)
tell("create it again", lambda: client.storage_pools.create({"name": "p1", "driver": "dir"}).name)
tell("create another", lambda: event_of(lambda: client.storage_pools.create({"name": "p2", "driver": "dir"})))
tell("create one of no driver", lambda: client.storage_pools.create({"name": "p3", "driver": "nope"}).name)
tell("exists", lambda: [client.storage_pools.exists(name) for name in ("p1", "nope")])
tell("get none", lambda: client.storage_pools.get("nope"))
pool, other = client.storage_pools.get("p1"), client.storage_pools.get("p2")
tell("get", lambda: fields(pool))
tell("put", lambda: pool.put({"description": "put", "config": {**pool.config, "user.a": "1"}}))
tell("save", lambda: edit(pool, **{"user.b": "2"}))
tell("save a bad key", lambda: edit(pool, bogus="1"))
tell("patch", lambda: pool.patch({"config": {"user.c": "3"}}))
tell("patch a bad key", lambda: pool.patch({"config": {"bogus": "3"}}))
tell("get", lambda: fields(client.storage_pools.get("p1")))
tell("resources", lambda: sorted([*pool.resources.get().space, *pool.resources.get().inodes]))
tell("create a volume", lambda: fields(pool.volumes.create({"type": "custom", "name": "v1"})))
tell("create it again", lambda: pool.volumes.create({"type": "custom", "name": "v1"}))
tell("create a bad one", lambda: pool.volumes.create({"type": "custom", "name": "v2", "config": {"bogus": "1"}}))
tell("create one without a type", lambda: fields(pool.volumes.create({"name": "v2"})))
tell("all", lambda: names(pool.volumes.all()))
volume = pool.volumes.get("custom", "v1")
tell("get none", lambda: pool.volumes.get("custom", "nope"))
tell("save", lambda: edit(volume, **{"user.a": "1"}))
tell("save a bad key", lambda: edit(volume, bogus="1"))
tell("put", lambda: volume.put({"config": {"user.b": "2"}}))
tell("patch", lambda: volume.patch({"config": {"user.c": "3"}}))
tell("get", lambda: fields(pool.volumes.get("custom", "v1")))
# It renames, and then asks for what it did not rename.
tell("rename", lambda: fields(volume.rename({"name": "v9", "pool": "p1"}, wait=True)))
tell("copy", lambda: fields(pool.volumes.create({"type": "custom", "name": "v3", "source": {"type": "copy", "pool": "p1", "name": "v9"}}, wait=True)))
tell("copy elsewhere", lambda: fields(other.volumes.create({"type": "custom", "name": "v4", "source": {"type": "copy", "pool": "p1", "name": "v9"}}, wait=True)))
snapshots = pool.api.volumes.custom["v9"].snapshots
tell("snapshot", lambda: client.operations.wait_for_operation(snapshots.post(json={"name": "s0"}).json()["operation"]).status)
tell("snapshots", lambda: snapshots.get().json()["metadata"])
tell("all with one of a snapshot", lambda: names(pool.volumes.all()))
tell("move", lambda: client.operations.wait_for_operation(pool.api.volumes.custom["v3"].post(json={"name": "v5", "pool": "p2"}).json()["operation"]).status)
tell("all", lambda: [names(each.volumes.all()) for each in (pool, other)])
tell("delete a pool with volumes", pool.delete)
for each in (pool, other):
    for volume in each.volumes.all():
        if "/" not in volume.name:
            tell(f"delete {volume.name}", volume.delete)
    tell(f"delete {each.name}", each.delete)
tell("pools", lambda: names(client.storage_pools.all()))
