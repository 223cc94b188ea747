using System.Globalization;
using System.Text;
using ClvPredict.Service.Api;
using Microsoft.AspNetCore.Connections;

namespace ClvPredict.Service.Limits;

/// <summary>
/// Lets so many connections in; whoever comes beyond is told so, in HTTP, and asked to come again, where that can be said in the
/// clear. Shared by all places where a service listens.
/// </summary>
internal sealed class ConnectionLimit(int most)
{
    // Those who are told to go hold a connection, too: for so long, and so many of them.
    private const int MostRefusals = 4096;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private static readonly byte[] s_refusal = Refusal();

    private int _open;
    private int _refusing;

    /// <summary>Connections that are let in at present.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>The next step of a connection, behind the limit.</summary>
    /// <param name="next">What a connection that is let in goes on to.</param>
    /// <param name="isClear">Whether the connection is not encrypted.</param>
    public ConnectionDelegate Wrap(ConnectionDelegate next, bool isClear) =>
        async connection =>
        {
            if (Interlocked.Increment(ref _open) <= most)
            {
                try
                {
                    await next(connection);
                }
                finally
                {
                    Interlocked.Decrement(ref _open);
                }
                return;
            }
            Interlocked.Decrement(ref _open);
            if (isClear && Interlocked.Increment(ref _refusing) <= MostRefusals)
                await RefuseAsync(connection);
            else
                connection.Abort(new ConnectionAbortedException("too many connections"));
            if (isClear)
                Interlocked.Decrement(ref _refusing);
        };

    private static async Task RefuseAsync(ConnectionContext connection)
    {
        try
        {
            using var patience = new CancellationTokenSource(s_patience);
            await connection.Transport.Output.WriteAsync(s_refusal, patience.Token);
            await connection.Transport.Output.CompleteAsync();
            // What the client has sent is taken in, or the answer would be lost with the connection's end.
            while (true)
            {
                var read = await connection.Transport.Input.ReadAsync(patience.Token);
                connection.Transport.Input.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                    break;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Gone, or too slow.
        }
    }

    private static byte[] Refusal()
    {
        const string body =
            """{"type":"about:blank","title":"Service Unavailable","status":503,"detail":"Too many connections at a time; come again."}""";
        return Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"HTTP/1.1 503 Service Unavailable\r\nContent-Type: {Problem.MediaType}\r\nContent-Length: {body.Length}\r\nRetry-After: 1\r\nConnection: close\r\n\r\n{body}"
            )
        );
    }
}
