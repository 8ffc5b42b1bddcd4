"""Any endpoint of OpenAI's chat completions: OpenAI, Anthropic, Mistral, Ollama, vLLM, llama.cpp (httpx2).

One request a prompt, at temperature 0, with the JSON Schema of the answer; no tools are offered and none is
called. The key goes to the address of the settings and nowhere else: redirects are refused, and no error,
answer or transcript holds it.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from urllib.parse import urlsplit
from weakref import finalize

import httpx2

from wellsourced.adapters import wire
from wellsourced.errors import Config, Permanent, Transient, WellsourcedError
from wellsourced.ports import Completion, Endpoint, Prompt

__all__ = ["OpenAICompatible"]

MOST_BYTES = 1_000_000
"""Of the longest answer that is read."""
MOST_WAITING = 30.0
"""Seconds waited for a busy endpoint, over all attempts at one prompt."""
BACK_OFF = (1.0, 4.0)
"""Seconds waited where it is busy and does not say for how long."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_CHUNK = 65_536
_NEWER = b"max_completion_tokens"
"""What OpenAI's reasoning models call the bound of an answer; they take no temperature either."""
_LEFT_OUT = "•"


class OpenAICompatible:
    """A `LanguageModel` at the address its user set; raises `Config` where there is none, or no model."""

    def __init__(self, endpoint: Endpoint) -> None:
        if not endpoint.address:
            raise Config(
                "--writer llm needs an endpoint: set 'llm_address', such as http://127.0.0.1:11434/v1"
            )
        if not endpoint.model:
            raise Config("--writer llm needs a model: set 'llm_model' to the name its endpoint knows it by")
        self.name = wire.printable(endpoint.model, 80)
        self._endpoint = endpoint
        self._newer = False
        self._address, local = _checked(endpoint.address, bool(endpoint.key))
        if endpoint.key and not re.fullmatch(r"[!-~]+", endpoint.key):
            raise Config("setting 'llm_key': it has letters no key has; copy it again")
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(endpoint.timeout, connect=min(10.0, endpoint.timeout)),
            trust_env=not local,
            follow_redirects=False,
            limits=httpx2.Limits(max_connections=endpoint.at_once),
        )
        finalize(self, self._client.close)

    def __repr__(self) -> str:
        return f"OpenAICompatible({self._address!r}, {self.name!r})"

    def complete(self, prompts: Sequence[Prompt]) -> list[Completion]:
        """One answer a prompt, in order, some asked side by side; after one that fails, none is begun."""
        if not prompts:
            return []
        away = Event()
        with ThreadPoolExecutor(max_workers=self._endpoint.at_once) as pool:
            return list(pool.map(lambda one: self._answer(one, away), prompts))

    def _answer(self, prompt: Prompt, away: Event) -> Completion:
        if away.is_set():
            return Completion(text="", failed="not asked, since the model failed before")
        try:
            return self._one(prompt)
        except WellsourcedError as error:
            away.set()
            return Completion(text="", failed=self._without_key(str(error)))

    def _one(self, prompt: Prompt) -> Completion:
        """The answer; a busy endpoint is waited for, at most `MOST_WAITING` seconds in all."""
        waited = 0.0
        for back_off in (*BACK_OFF, None):
            status, headers, raw = self._sent(self._body(prompt))
            if status == 400 and _NEWER in raw and not self._newer:
                self._newer = True
                status, headers, raw = self._sent(self._body(prompt))
            if status not in _BUSY:
                return self._read(status, raw)
            said = wire.retry_after(headers.get("retry-after", ""), headers.get("date", ""))
            wait = back_off if said is None else said
            if back_off is None or wait is None or waited + wait > MOST_WAITING:
                break
            waited += wait
            sleep(wait)
        raise Transient(f"the model's endpoint is busy (HTTP {status}): try again later")

    def _body(self, prompt: Prompt) -> Mapping[str, object]:
        return {
            "model": self._endpoint.model,
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": prompt.text},
            ],
            **(
                {_NEWER.decode(): prompt.most_tokens}
                if self._newer
                else {"max_tokens": prompt.most_tokens, "temperature": 0}
            ),
            "seed": self._endpoint.seed,
            "stream": False,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": prompt.use, "schema": prompt.schema},
            },
        }

    def _sent(self, body: Mapping[str, object]) -> tuple[int, Mapping[str, str], bytes]:
        # What httpx2 raises holds the request, and with it the key: none of it stays attached to our error.
        failed: str
        try:
            return self._asked(body)
        except httpx2.TimeoutException:
            failed = "takes too long to answer: raise 'llm_timeout', or take a smaller model"
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            failed = f"cannot be reached ({type(error).__name__}): see that it runs, and check 'llm_address'"
        raise Transient(f"the model's endpoint {failed}")

    def _asked(self, body: Mapping[str, object]) -> tuple[int, Mapping[str, str], bytes]:
        headers = {
            "User-Agent": wire.user_agent(),
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        began, held = monotonic(), b""
        url = f"{self._address}/chat/completions"
        with self._client.stream("POST", url, json=body, headers=headers) as response:
            for chunk in response.iter_bytes(_CHUNK):
                held += chunk
                if len(held) > MOST_BYTES:
                    raise Permanent("the model's endpoint sends more than an answer: check 'llm_address'")
                if monotonic() - began > self._endpoint.timeout:
                    raise Transient("the model's endpoint takes too long to answer: raise 'llm_timeout'")
            return response.status_code, {k.lower(): v for k, v in response.headers.items()}, held

    def _read(self, status: int, raw: bytes) -> Completion:
        if status != 200:
            raise Permanent(_refusal(status))
        try:
            value = json.loads(raw)
            text = value["choices"][0]["message"]["content"]
        except (ValueError, RecursionError, KeyError, IndexError, TypeError):
            raise Permanent("no chat completions answer at 'llm_address': check it") from None
        usage = value.get("usage") or {}
        return Completion(
            text=self._without_key(text if isinstance(text, str) else ""),
            prompt_tokens=_count(usage, "prompt_tokens"),
            answer_tokens=_count(usage, "completion_tokens"),
        )

    def _without_key(self, text: str) -> str:
        return text.replace(self._endpoint.key, _LEFT_OUT) if self._endpoint.key else text


def _refusal(status: int) -> str:
    if 300 <= status < 400:
        return f"the model's endpoint sends us on (HTTP {status}): set 'llm_address' to where it answers"
    if status in (401, 403):
        return f"the model's endpoint refuses us (HTTP {status}): check 'llm_key'"
    if status == 404:
        return "the model's endpoint does not answer there (HTTP 404): check 'llm_address' and 'llm_model'"
    return f"the model's endpoint does not take the prompt (HTTP {status}): check 'llm_model'"


def _count(usage: object, name: str) -> int:
    """How many tokens an endpoint says it used; 0 where it says nothing that can be so."""
    said = usage.get(name) if isinstance(usage, Mapping) else None
    return said if isinstance(said, int) and not isinstance(said, bool) and said > 0 else 0


def _checked(address: str, has_key: bool) -> tuple[str, bool]:
    """The address without a slash at the end, and whether it is on this machine."""
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise Config("setting 'llm_address' is no address: write https://HOST/v1") from None
    if parts.scheme not in ("http", "https") or not host:
        raise Config("setting 'llm_address' is no address: write https://HOST/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Config("setting 'llm_address' holds more than an address: put the key into 'llm_key'")
    local = _is_loopback(host)
    if has_key and parts.scheme == "http" and not local:
        raise Config("setting 'llm_address': a key is not sent in the clear, so write https://")
    return address.strip().rstrip("/"), local


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
