using System.Text.Json;
using System.Text.Json.Nodes;
using LxdGen.Tests.Fakes;

namespace LxdGen.Tests;

/// <summary>Every DTO, through every serializer: the same JSON, whichever reads and whichever writes.</summary>
public sealed class SerializerTests
{
    public static TheoryData<Type, string> DtosAndSerializers => [.. from dto in DtoTypes.Dtos from serializer in Serializers.Names select (dto, serializer)];

    [Fact]
    public void The_DTOs_are_found_and_the_context_of_these_tests_has_them_all()
    {
        Assert.Contains(typeof(StoragePoolData), DtoTypes.Dtos);
        Assert.Contains(typeof(ServerEnvironment), DtoTypes.Dtos);
        // Where one is missing: add it to DtoJson.
        Assert.All(DtoTypes.Dtos, dto => Assert.NotNull(DtoJson.Default.GetTypeInfo(dto)));
        Assert.All(DtoTypes.OpenValues, value => Assert.NotNull(DtoJson.Default.GetTypeInfo(typeof(Holder<>).MakeGenericType(value))));
    }

    [Theory]
    [MemberData(nameof(DtosAndSerializers))]
    public void What_one_serializer_reads_all_others_write_unchanged(Type dto, string reader)
    {
        var json = FilledJson.Of(dto).ToJsonString();
        foreach (var writer in Serializers.Names)
        {
            // Read anew for each: writing must not need what an earlier writing left behind.
            var value = Serializers.Read(reader, dto, json)!;
            DtoAssert.SameButForOffsets(json, Serializers.Write(writer, dto, value), $"{reader} -> {writer}");
        }
    }

    [Theory]
    [MemberData(nameof(DtosAndSerializers))]
    public void Null_reads_as_nothing_and_is_left_out_on_writing(Type dto, string serializer)
    {
        var empty = Activator.CreateInstance(dto)!;
        var read = Serializers.Read(serializer, dto, FilledJson.OfNulls(dto).ToJsonString())!;
        DtoAssert.AllSet(read);
        JsonAssert.Equal(Serializers.Write(Serializers.Own, dto, empty), Serializers.Write(Serializers.Own, dto, read));
        var written = JsonNode.Parse(Serializers.Write(serializer, dto, read))!.AsObject();
        Assert.DoesNotContain(written, field => field.Value is null);
        JsonAssert.Equal(Serializers.Write(Serializers.Own, dto, empty), written.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(DtosAndSerializers))]
    public void An_unknown_field_stays_in_reach(Type dto, string serializer)
    {
        dynamic value = Serializers.Read(serializer, dto, FilledJson.Of(dto).ToJsonString())!;
        IDictionary<string, JsonElement> unknown = value.AdditionalProperties;
        Assert.Equal(JsonNode.Parse(FilledJson.Unknown)!.AsObject().Select(field => field.Key), unknown.Keys);
        Assert.Equal(-1, unknown["newer"].GetProperty("n").GetInt32());
        Assert.Equal("-123456789012345678901234567890", unknown["newer"].GetProperty("big").GetRawText());
        Assert.Equal(JsonValueKind.Null, unknown["newer_null"].ValueKind);
    }

    [Theory]
    [MemberData(nameof(DtosAndSerializers))]
    public void A_new_object_can_be_given_unknown_fields(Type dto, string serializer)
    {
        dynamic value = Activator.CreateInstance(dto)!;
        value.AdditionalProperties["newer"] = JsonDocument.Parse("[1]").RootElement;
        Assert.Equal("[1]", JsonNode.Parse(Serializers.Write(serializer, dto, (object)value))!["newer"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(DtosAndSerializers))]
    public void A_text_for_people_has_no_value_in_it_but_the_name(Type dto, string serializer)
    {
        var json = FilledJson.Of(dto);
        foreach (var name in json.Select(field => field.Key).Where(name => json[name]?.GetValueKind() == JsonValueKind.String && (string?)json[name] != FilledJson.Time).ToList())
            json[name] = name is "name" or "id" ? "shown" : "s3cret";
        json["config"] = new JsonObject { ["ceph.user.key"] = "s3cret" };
        json["unknown"] = "s3cret";
        var value = Serializers.Read(serializer, dto, json.ToJsonString())!;
        Assert.DoesNotContain("s3cret", value.ToString(), StringComparison.Ordinal);
        Assert.StartsWith(dto.Name, value.ToString(), StringComparison.Ordinal);
        Assert.Equal(json.ContainsKey("name") || json.ContainsKey("id"), value.ToString()!.EndsWith(" shown", StringComparison.Ordinal));
    }
}
