namespace LxdGen.Schema.Tests;

public class WriteTests
{
    private const string Thing = "/paths/~1things~1{thing}";

    [Fact]
    public void Every_write_can_be_done_at_once() => Rule.Holds(NeverDoneAtOnce);

    [Fact]
    public void A_write_that_is_never_done_at_once_is_noticed() =>
        Rule.Notices(NeverDoneAtOnce, Schema.Sample.Without($"{Thing}/put/responses/200"), "PUT /things/{thing}");

    [Fact]
    public void Every_write_can_start_an_operation() => Rule.Holds(NeverStarted);

    [Fact]
    public void A_write_that_never_starts_an_operation_is_noticed() =>
        Rule.Notices(NeverStarted, Schema.Sample.Without($"{Thing}/put/responses/202"), "PUT /things/{thing}");

    [Fact]
    public void Every_conditional_request_can_be_refused_with_412() => Rule.Holds(Unconditional);

    [Fact]
    public void A_conditional_request_without_412_is_noticed() =>
        Rule.Notices(Unconditional, Schema.Sample.Without($"{Thing}/put/responses/412"), "PUT /things/{thing}");

    [Fact]
    public void What_is_written_conditionally_is_read_with_an_ETag() => Rule.Holds(ReadWithoutETag);

    [Fact]
    public void A_missing_ETag_is_noticed() =>
        Rule.Notices(ReadWithoutETag, Schema.Sample.Without("/components/responses/Thing/headers/ETag"), "PUT /things/{thing}");

    [Fact]
    public void A_conditional_request_to_what_cannot_be_read_is_noticed() =>
        Rule.Notices(ReadWithoutETag, Schema.Sample.Without($"{Thing}/get"), "PUT /things/{thing}");

    private static IEnumerable<string> NeverDoneAtOnce(Schema schema) =>
        from o in Writes(schema) where !o.Statuses.Any(s => s is "200" or "201") select $"{o}";

    // To cancel an operation starts no other.
    private static IEnumerable<string> NeverStarted(Schema schema) =>
        from o in Writes(schema) where o.Id != "Operations_Cancel" && !o.Statuses.Contains("202") select $"{o}";

    private static IEnumerable<string> Unconditional(Schema schema) =>
        from o in Conditional(schema) where !o.Statuses.Contains("412") select $"{o}";

    private static IEnumerable<string> ReadWithoutETag(Schema schema) =>
        from o in Conditional(schema)
        let read = schema.Operations.SingleOrDefault(r => r.Path == o.Path && r.Method == "get")
        where read?.Response("200")?["headers"]?["ETag"] is null
        select $"{o}";

    private static IEnumerable<Operation> Writes(Schema schema) => schema.Operations.Where(o => o.Method != "get");

    private static IEnumerable<Operation> Conditional(Schema schema) => schema.Operations.Where(o => o.Takes("If-Match", "header"));
}
