using System.Collections.Frozen;
using System.Collections.Immutable;
using ClvPredict.Reporting.Languages;
using Microsoft.AspNetCore.Http;

namespace ClvPredict.Service.Dashboard;

/// <summary>The languages of the report with the texts of the dashboard, and which of them a reader wants.</summary>
internal static class DashboardLanguages
{
    /// <summary>Name of the query parameter and of the cookie.</summary>
    public const string Name = "lang";

    /// <summary>The languages there are, English first.</summary>
    public static ImmutableArray<ReportLanguage> All { get; } =
    [
        .. ReportLanguage.All.Select(language =>
            language.With(typeof(DashboardLanguages).Assembly, "ClvPredict.Service.Languages.Text")
        ),
    ];

    private static readonly FrozenDictionary<string, ReportLanguage> s_byCode =
        All.ToFrozenDictionary(language => language.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>The language asked for by the address, by an earlier visit, or by the browser, in this order; otherwise English.</summary>
    public static ReportLanguage Of(HttpRequest request) =>
        Find(request.Query[Name])
        ?? Find(request.Cookies[Name])
        ?? request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(range => range.Quality ?? 1)
            .Select(range => Find(range.Value.Value?.Split('-')[0]))
            .FirstOrDefault(language => language is not null)
        ?? All[0];

    /// <summary>Keeps a language that the address asks for.</summary>
    public static void Remember(HttpContext context)
    {
        if (Find(context.Request.Query[Name]) is { } language)
            context.Response.Cookies.Append(
                Name,
                language.Code,
                new CookieOptions
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                }
            );
    }

    private static ReportLanguage? Find(string? code) =>
        code is null ? null : s_byCode.GetValueOrDefault(code);
}
