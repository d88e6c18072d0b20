using System.Text.RegularExpressions;

namespace LxdGen.Schema.Tests;

public partial class OperationTests
{
    private const string Things = "/paths/~1things/get";
    private static readonly string[] Texts = ["summary", "description"];

    [Fact]
    public void Every_operation_id_names_a_controller_and_a_verb() => Rule.Holds(Misnamed);

    [Fact]
    public void An_operation_id_without_a_controller_is_noticed() =>
        Rule.Notices(Misnamed, Schema.Sample.With($"{Things}/operationId", "things_get"), "GET /things: things_get");

    [Fact]
    public void Operation_ids_are_unique() => Rule.Holds(Duplicates);

    [Fact]
    public void An_operation_id_used_twice_is_noticed() =>
        Rule.Notices(Duplicates, Schema.Sample.With($"{Things}/operationId", "Things_Get"), "Things_Get: GET /things, GET /things/{thing}");

    [Fact]
    public void Every_operation_can_fail() => Rule.Holds(CannotFail);

    [Fact]
    public void An_operation_that_cannot_fail_is_noticed() =>
        Rule.Notices(CannotFail, Schema.Sample.Without($"{Things}/responses/500"), "GET /things");

    [Fact]
    public void Every_operation_has_a_summary_and_a_description() => Rule.Holds(Undescribed);

    [Fact]
    public void An_operation_without_a_summary_or_a_description_is_noticed() =>
        Rule.Notices(
            Undescribed,
            Schema.Sample.Without($"{Things}/summary").With($"{Things}/description", "' '"),
            "GET /things: summary",
            "GET /things: description");

    private static IEnumerable<string> Misnamed(Schema schema) =>
        from o in schema.Operations where !ControllerAndVerb().IsMatch(o.Id ?? "") select $"{o}: {o.Id}";

    private static IEnumerable<string> Duplicates(Schema schema) =>
        from o in schema.Operations group o by o.Id into same where same.Count() > 1 select $"{same.Key}: {string.Join(", ", same)}";

    private static IEnumerable<string> CannotFail(Schema schema) =>
        from o in schema.Operations where !o.Statuses.Any(s => s[0] is '4' or '5') select $"{o}";

    private static IEnumerable<string> Undescribed(Schema schema) =>
        from o in schema.Operations
        from key in Texts
        where string.IsNullOrWhiteSpace((string?)o.Node[key])
        select $"{o}: {key}";

    [GeneratedRegex("^[A-Z][A-Za-z]+_[A-Z][A-Za-z]+$")]
    private static partial Regex ControllerAndVerb();
}
