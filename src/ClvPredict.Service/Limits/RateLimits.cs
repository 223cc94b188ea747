using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using ClvPredict.Service.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace ClvPredict.Service.Limits;

/// <summary>How often one may ask.</summary>
internal static class RateLimits
{
    /// <summary>The policy of attempts to log in.</summary>
    public const string Login = "login";

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    public static void AddRateLimits(this IServiceCollection services, ServiceLimits limits) =>
        services.AddRateLimiter(limiter => SetUp(limiter, limits));

    private static void SetUp(RateLimiterOptions limiter, ServiceLimits limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time)
                ? time
                : s_second;
            context.HttpContext.Response.Headers.RetryAfter = Math.Max(
                    1,
                    (int)Math.Ceiling(wait.TotalSeconds)
                )
                .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        if (limits.RequestsPerSecond > 0)
        {
            var bucket = new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.RequestsPerSecond,
                TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
                ReplenishmentPeriod = s_second / Math.Min(10, limits.RequestsPerSecond),
                QueueLimit = 0,
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(Client(context), _ => bucket)
            );
        }
        limiter.AddPolicy(
            Login,
            context =>
                RateLimitPartition.GetFixedWindowLimiter(
                    Address(context),
                    _ => new FixedWindowRateLimiterOptions
                    {
                        PermitLimit = limits.LoginsPerMinute,
                        Window = TimeSpan.FromMinutes(1),
                    }
                )
        );
    }

    private static string Client(HttpContext context) =>
        context.User.Identity is { AuthenticationType: not AccessSchemes.Open, Name: { } name }
            ? "key " + name
            : Address(context);

    // A network of IPv6 has more addresses than anybody can count: its first half stands for all of it.
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.GetAddressBytes() is { Length: 16 } bytes
            ? Convert.ToHexString(bytes, 0, 8)
            : address.ToString();
    }
}
