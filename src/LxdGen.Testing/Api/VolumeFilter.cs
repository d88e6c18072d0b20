using System.Text.RegularExpressions;
using LxdGen.Testing.Http;
using LxdGen.Testing.State;

namespace LxdGen.Testing.Api;

/// <summary>A filter of a listing, with its odd sides: values are patterns, and operators that are not known mean eq.</summary>
internal sealed class VolumeFilter
{
    private const string ConfigPrefix = "config.";

    private static readonly string[] Texts = ["name", "description", "type", "content_type", "project", "location"];

    private readonly IReadOnlyList<FilterClause> _clauses;

    private VolumeFilter(IReadOnlyList<FilterClause> clauses) => _clauses = clauses;

    public static VolumeFilter? Parse(string? text) => string.IsNullOrEmpty(text) ? null : new VolumeFilter(FilterClause.Parse(text));

    public bool Matches(Volume volume, string name, string description, IReadOnlyDictionary<string, string> config)
    {
        var matches = true;
        foreach (var clause in _clauses)
        {
            var value = Value(clause.Field, volume, name, description, config);
            var holds = (value is not null && IsMatch(clause.Value, value)) != clause.IsNegated;
            matches = clause.IsOr ? matches || holds : matches && holds;
        }

        return matches;
    }

    private static string? Value(string field, Volume volume, string name, string description, IReadOnlyDictionary<string, string> config)
    {
        if (field.StartsWith(ConfigPrefix, StringComparison.Ordinal))
            return config.GetValueOrDefault(field[ConfigPrefix.Length..]);
        // LXD looks for a field within a text, and breaks.
        if (field.Split('.') is [var outer, _, ..] && Texts.Contains(outer))
            throw new LxdCrash();
        return field switch
        {
            "name" => name,
            "description" => description,
            "type" => volume.Key.Type,
            "content_type" => volume.ContentType,
            "project" => volume.Key.Project,
            "location" => volume.Location,
            _ => null,
        };
    }

    private static bool IsMatch(string value, string text)
    {
        var pattern = value.Contains('^', StringComparison.Ordinal) || value.Contains('$', StringComparison.Ordinal) ? value : $"^{value}$";
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // What is no pattern is meant as it is.
            return value == text;
        }
    }
}
