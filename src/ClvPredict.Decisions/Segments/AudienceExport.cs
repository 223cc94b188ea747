using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data;
using ClvPredict.Decisions.Purchases;
using ClvPredict.Features;
using ClvPredict.Scoring;

namespace ClvPredict.Decisions.Segments;

/// <summary>A list of customers for retargeting and look-alikes, written for those who run the advertising.</summary>
/// <param name="Audience">The group's name.</param>
/// <param name="Key">customer_id or email_sha256.</param>
/// <param name="Customers">Customers in the group.</param>
/// <param name="Written">Rows written, each once.</param>
/// <param name="WithoutEmail">Customers left out because no usable e-mail address is known of them.</param>
public sealed record AudienceExport(
    string Audience,
    string Key,
    int Customers,
    int Written,
    int WithoutEmail
)
{
    /// <summary>Ids as in the orders.</summary>
    public const string ById = "customer_id";

    /// <summary>SHA-256, in small hexadecimal letters, of the e-mail address without spaces around it and in small letters,
    /// as advertising platforms match it.</summary>
    public const string ByEmail = "email_sha256";

    private const string EmailNames = "email e_mail email_address mail";

    /// <summary>Writes one column: ids in their order, or digests in theirs, which tells nobody's id.</summary>
    /// <param name="data">The customers; by e-mail, with an attribute email.</param>
    /// <param name="scores">The customers of the group are among these.</param>
    /// <param name="members">Per scored customer: whether in the group.</param>
    /// <param name="audience">The group's name.</param>
    /// <param name="key"><see cref="ById"/> or <see cref="ByEmail"/>.</param>
    /// <param name="path">The file, .csv or .parquet.</param>
    /// <exception cref="OrderDataException">There is no attribute email.</exception>
    public static AudienceExport Write(
        CustomerData data,
        CustomerScores scores,
        bool[] members,
        string audience,
        string key,
        string path
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(members);
        var rows = Enumerable.Range(0, members.Length).Where(r => members[r]).ToArray();
        var keys =
            key == ByEmail
                ? Digests(data, scores, rows)
                : [.. rows.Select(r => scores.Customers[r].CustomerId)];
        var distinct = keys.Where(k => k.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        TableWriter.Write(
            path,
            [new TableColumn(key, TableColumnType.Text)],
            table =>
            {
                foreach (var text in distinct)
                {
                    table.Text(text);
                    table.EndRow();
                }
            }
        );
        return new AudienceExport(
            audience,
            key,
            rows.Length,
            distinct.Length,
            keys.Count(k => k.Length == 0)
        );
    }

    /// <summary>The digest of an address; empty when it is none.</summary>
    internal static string Digest(string email)
    {
        var normal = email.Trim().ToLowerInvariant();
        var at = normal.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < normal.Length - 1 && !normal.Contains(' ', StringComparison.Ordinal)
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)))
            : "";
    }

    private static string[] Digests(CustomerData data, CustomerScores scores, int[] rows)
    {
        var known = new KnownAttributes(data.Attributes, scores.AsOf);
        var column =
            known.Find(EmailNames)
            ?? throw new OrderDataException(
                "E-mail addresses are an attribute of customers: give a file with a column email by --customers."
            );
        var facts = scores.Predictions.Inputs.Features.Facts;
        return [.. rows.Select(r => Digest(known.Text(column, facts[r].Customer)))];
    }
}
