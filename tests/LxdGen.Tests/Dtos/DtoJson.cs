using System.Text.Json.Serialization;

namespace LxdGen.Tests;

/// <summary>What a consumer writes to have System.Text.Json's code made at compile time.</summary>
[JsonSerializable(typeof(StoragePoolData))]
[JsonSerializable(typeof(StoragePoolPut))]
[JsonSerializable(typeof(StoragePoolsPost))]
[JsonSerializable(typeof(StorageResourcesData))]
[JsonSerializable(typeof(StorageSpace))]
[JsonSerializable(typeof(StorageInodes))]
[JsonSerializable(typeof(OperationData))]
[JsonSerializable(typeof(ServerData))]
[JsonSerializable(typeof(ServerEnvironment))]
[JsonSerializable(typeof(StorageDriverInfo))]
[JsonSerializable(typeof(Holder<StorageDriver>))]
[JsonSerializable(typeof(Holder<StoragePoolStatus>))]
[JsonSerializable(typeof(Holder<OperationStatus>))]
[JsonSerializable(typeof(Holder<OperationClass>))]
[JsonSerializable(typeof(Holder<ServerAuth>))]
[JsonSerializable(typeof(EventData))]
[JsonSerializable(typeof(LifecycleEventData))]
[JsonSerializable(typeof(LoggingEventData))]
[JsonSerializable(typeof(EventRequestor))]
[JsonSerializable(typeof(Holder<EventType>))]
internal sealed partial class DtoJson : JsonSerializerContext;
